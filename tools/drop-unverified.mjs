// Drops what package-lock.json names without a digest, so that npm looks it up and states one.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const isVerified = ([path, { integrity, link }]) => !path.includes('node_modules/') || link || integrity !== undefined;
const packages = Object.fromEntries(Object.entries(lock.packages).filter(isVerified));
writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
