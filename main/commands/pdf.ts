import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printPdf } from '../pdf-print.ts';

/** Prints HTML to a PDF file; where that cannot be done here, says so on stderr and gives false. */
export async function printOrSay(html: string, pdf: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'aftermap-print-'));
  try {
    const page = join(folder, 'page.html');
    await writeFile(page, html);
    const { written, reason } = await printPdf(page, pdf);
    if (!written) process.stderr.write(`The PDF was left out: ${reason ?? 'it could not be printed'}.\n`);
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
