import { hasDisplay, startDisplay } from './display.mjs';
import { runTool } from './run.mjs';

/** Runs a tool of the project with a display: the one that is there, else one in memory. `node build/with-display.mjs TOOL ARG…` */
const [tool = '', ...args] = process.argv.slice(2);
const own = hasDisplay() ? null : await startDisplay();
const { code } = await runTool(tool, args, own ? { env: { ...process.env, DISPLAY: own.display } } : {});
own?.stop();
process.exitCode = code;
