// Where the `postedit` program is. Knows nothing of VS Code, so that it can be tested by itself.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where to look, in this order. */
export interface Places {
  /** The setting `postedit.server.path`; empty: not set. */
  setting: string;
  /** The extension's own folder, which may hold `server/postedit`. */
  extensionFolder: string;
  /** The environment's `PATH`. */
  searchPath: string;
  /** The home folder, for a leading `~/` in the setting. */
  home: string;
  platform: NodeJS.Platform;
}

/** A program that can be run, or what is wrong in words for the person who has to mend it. */
export type Located = { program: string } | { problem: string };

/** Finds the program. A setting that leads nowhere is never passed over in silence for another program. */
export async function locateServer(places: Places): Promise<Located> {
  const setting = places.setting.trim();
  if (setting !== '') {
    return locateSetting(setting.replace(/^~(?=[/\\]|$)/, () => places.home));
  }
  const file = places.platform === 'win32' ? 'postedit.exe' : 'postedit';
  const onPath = places.searchPath.split(places.platform === 'win32' ? ';' : ':').filter(folder => path.isAbsolute(folder));
  for (const folder of [path.join(places.extensionFolder, 'server'), ...onPath]) {
    const program = path.join(folder, file);
    if (await obstacle(program) === undefined) {
      return { program };
    }
  }
  return { problem: 'its program "postedit" was not found. Install it, or put its full path into the setting "postedit.server.path".' };
}

async function locateSetting(program: string): Promise<Located> {
  if (!path.isAbsolute(program)) {
    return { problem: `"${program}" is not a full path. Write the full path of the program "postedit" into the setting "postedit.server.path", or empty it.` };
  }
  const found = await obstacle(program);
  return found === undefined
    ? { program }
    : { problem: `${found} Correct the setting "postedit.server.path", or empty it to use the program on your PATH.` };
}

/** Why `program` cannot be run; undefined where it can. */
async function obstacle(program: string): Promise<string | undefined> {
  try {
    if (!(await stat(program)).isFile()) {
      return `"${program}" is a folder, not a program.`;
    }
  } catch {
    return `there is no program at "${program}".`;
  }
  return access(program, constants.X_OK).then(() => undefined, () => `"${program}" may not be run as a program.`);
}
