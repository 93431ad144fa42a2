/** Where a start or a deployment says how far it is. */
export interface Progress {
  /** Runs one step of the work, naming it when it begins and saying how long it took. */
  step<T>(title: string, work: (note: (detail: string) => void) => Promise<T>): Promise<T>;
  line(text: string): void;
  wrong(text: string): void;
}

/** Progress that nobody watches. */
export const silent: Progress = {
  step: (_title, work) => work(() => {}),
  line: () => {},
  wrong: () => {},
};

/** Progress as plain lines, coloured when a terminal shows them. */
export function progressOn(write: (line: string) => void, coloured = false): Progress {
  const paint = (code: number, text: string) => (coloured ? `\u001B[${code}m${text}\u001B[0m` : text);
  return {
    line: (text) => write(text),
    wrong: (text) => write(`${paint(31, '✗')} ${text}`),
    async step(title, work) {
      const begun = performance.now();
      const took = () => paint(2, `${((performance.now() - begun) / 1000).toFixed(1)} s`);
      let said = '';
      write(`${paint(2, '·')} ${paint(2, `${title} …`)}`);
      try {
        const result = await work((detail) => {
          said = detail;
          write(`${paint(2, '·')} ${paint(2, `${title}: ${detail}`)}`);
        });
        write(`${paint(32, '✓')} ${title}${said && ` (${said})`} ${took()}`);
        return result;
      } catch (error) {
        write(`${paint(31, '✗')} ${title} ${took()}`);
        throw error;
      }
    },
  };
}

/** Progress on this process's console. */
export const consoleProgress = () => progressOn((line) => process.stdout.write(`${line}\n`), process.stdout.isTTY && !process.env.NO_COLOR);
