import { compileTypeScript } from '@jogakbo/testing/typescript';

process.env['LOG_LEVEL'] ??= 'fatal';
compileTypeScript();

const [program = ''] = process.argv.splice(2, 1);
if (program === 'simulate') await import('./simulate.program.ts');
else if (program === 'soak') await import('./soak.program.ts');
else if (process.argv[2] === 'backup') await import('./backup.program.ts');
else if (process.argv[2] === 'teeth') await import('./teeth/teeth.program.ts');
else await import('./chaos.program.ts');
