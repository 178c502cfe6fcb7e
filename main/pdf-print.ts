import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Left by the set-up: the Electron of this checkout, as a program and its first arguments. */
const runtimeFile = join(dirname(fileURLToPath(import.meta.url)), '..', '.cache', 'electron-runtime.json');
const limit = 120_000;

/** `written` says whether the PDF is there; if not, `reason` says why. */
export interface Printed {
  readonly written: boolean;
  readonly reason?: string;
}

/**
 * Prints an HTML file to an A4 PDF with page numbers. Only Electron can print, so it is started for this, without showing a window.
 * Never throws: with no display or no Electron here, there is no PDF, and the reason says so.
 */
export async function printPdf(htmlFile: string, pdfFile: string): Promise<Printed> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return { written: false, reason: 'printing needs a display, and there is none here' };
  if (!existsSync(runtimeFile))
    return { written: false, reason: 'printing needs the Electron runtime, which npm start and npm test get' };
  const { executable, args } = JSON.parse(readFileSync(runtimeFile, 'utf8')) as { executable: string; args: string[] };
  return new Promise((resolve) => {
    const child = spawn(executable, [...args, '--print-pdf', htmlFile, pdfFile], { stdio: 'ignore', timeout: limit });
    child.on('error', (error) => resolve({ written: false, reason: error.message }));
    child.on('close', (code) =>
      resolve(code === 0 ? { written: true } : { written: false, reason: `Electron ended with code ${code}` }),
    );
  });
}
