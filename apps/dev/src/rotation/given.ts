import type { Settings } from '../settings.ts';

/** Settings that are secrets, by their names. */
const isSecret = (name: string) => /(^|_)(SECRET|TOKEN|PASSWORD|KEY)(_|$)/.test(name);

/** The secrets among the settings that somebody outside has made, as they are set: the shop can take up new ones, and make none. */
export function givenSecrets({ ofVerticals, signIn, postgresUrl }: Pick<Settings, 'ofVerticals' | 'signIn' | 'postgresUrl'>) {
  return new Map<string, string>([
    ...Object.entries(ofVerticals).filter(([name]) => isSecret(name)),
    ...Object.entries({ OIDC_CLIENT_SECRET: signIn.OIDC_CLIENT_SECRET, POSTGRES_URL: postgresUrl }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  ]);
}

/** Takes up what is set otherwise now than when the shop was started; answers which. Another server than before is not another secret. */
export function givenAnew({ settings, readAgain }: { settings: Settings; readAgain?: (() => Settings) | undefined }): string[] {
  if (!readAgain) return [];
  const [before, after] = [givenSecrets(settings), givenSecrets(readAgain())];
  const changed = [...before].filter(([name, text]) => {
    const other = after.get(name);
    return other !== undefined && other !== text && (name !== 'POSTGRES_URL' || placeOf(other) === placeOf(text));
  });
  for (const [name] of changed) {
    const text = after.get(name)!;
    if (name === 'OIDC_CLIENT_SECRET') settings.signIn.OIDC_CLIENT_SECRET = text;
    else if (name === 'POSTGRES_URL') settings.postgresUrl = text;
    else settings.ofVerticals = { ...settings.ofVerticals, [name]: text };
  }
  return changed.map(([name]) => name);
}

const placeOf = (address: string) => Object.assign(new URL(address), { username: '', password: '' }).href;
