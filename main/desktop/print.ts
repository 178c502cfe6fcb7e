import { BrowserWindow } from 'electron';
import { guardSession } from './network-guard.ts';
import { scheme } from './pages.ts';

const page = `${scheme}://print/`;
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

const small = 'font: 7.5px sans-serif; width: 100%; margin: 0 12mm; display: flex; justify-content: space-between;';
const header = `<div style="${small}"><span class="title"></span></div>`;
const pages = `Page <span class="pageNumber"></span> of <span class="totalPages"></span>`;
const footer = (note: string) => `<div style="${small}"><span>${note}</span><span>${pages}</span></div>`;

/** What the document wants at the foot of every page: `<meta name="footer" content="…">`, escaped as it stands there. */
function footNote(html: string): string {
  return /<meta name="footer" content="([^"<>]*)"/.exec(html)?.[1] ?? 'Aftermap';
}

/** An HTML document that the engine made, as a PDF on the paper of its own style, with its title above, its foot note and page numbers below. */
export function htmlToPdf(html: string): Promise<Buffer> {
  return inHiddenWindow(html, ({ webContents }) =>
    webContents.printToPDF({
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: header,
      footerTemplate: footer(footNote(html)),
      margins: { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5 },
    }),
  );
}

/** The document to a printer, through the system's dialog; false when the user gave up. */
export function printHtml(html: string, paper: 'a4' | 'letter' = 'a4'): Promise<boolean> {
  const pageSize = paper === 'a4' ? 'A4' : 'Letter';
  return inHiddenWindow(
    html,
    ({ webContents }) => new Promise((resolve) => webContents.print({ printBackground: true, pageSize }, resolve)),
  );
}

/** Shows the document to nobody: a window without scripts, whose session knows this one page and nothing else. */
async function inHiddenWindow<T>(html: string, use: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      partition: `print-${crypto.randomUUID()}`,
      sandbox: true,
      contextIsolation: true,
      javascript: false,
    },
  });
  const { session: own } = window.webContents;
  guardSession(own, page);
  own.protocol.handle(
    scheme,
    () =>
      new Response(html, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      }),
  );
  try {
    await window.loadURL(page);
    return await use(window);
  } finally {
    window.destroy();
  }
}
