/** What is read of an npm lock file here. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const FOLDER = 'node_modules/';
const bought = ({ packages }: Lock) => Object.entries(packages).filter(([place, { link }]) => place.includes(FOLDER) && !link);

/** The packages whose bytes npm could not check. */
export const unverifiedIn = (lock: Lock): string[] =>
  bought(lock)
    .filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
    .map(([place]) => place);

/** The packages that are to come from one place and no other. */
export const wanderingIn = (lock: Lock): string[] =>
  bought(lock)
    .filter(([, { resolved }]) => resolved !== undefined)
    .map(([place]) => place);

/** The dependencies that the lock leaves to be looked up: `npm ci` refuses it on the machine that needs them. */
export function unstatedIn(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([place, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !foldersFrom(place).some((folder) => `${folder}${name}` in lock.packages))
      .map((name) => `${place || 'the workspace'} wants ${name}`),
  );
}

/** Where Node looks for what a package imports: in its own node_modules, then in each one further out. */
function foldersFrom(place: string): string[] {
  const inner = place === '' ? [] : [`${place}/${FOLDER}`];
  const cut = place.lastIndexOf(FOLDER);
  const outer = cut > 0 ? foldersFrom(place.slice(0, cut - 1)) : [FOLDER];
  return [...inner, ...outer];
}
