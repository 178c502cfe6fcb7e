import type { Session } from 'electron';

/**
 * Lets a session reach the application's own pages and nothing else: every other request is refused and named on stderr,
 * so that whoever runs the program (a test, too) sees that there was none. Permissions are refused as well.
 */
export function guardSession(session: Session, ownPages: string): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const allowed = url.startsWith(ownPages) || url.startsWith('data:') || url.startsWith('blob:') || isInspector(url);
    if (!allowed) process.stderr.write(`Refused a request to ${url}\n`);
    answer({ cancel: !allowed });
  });
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

const isInspector = (url: string) => url.startsWith('devtools://');
