type Claims = Readonly<Record<string, unknown>>;

/**
 * The roles that a provider says somebody has.
 *
 * @param name The claim's name, or a path to it: `realm_access.roles`. Names may have dots themselves (`https://shop.example/roles`).
 */
export function rolesIn(claims: Claims, name: string): readonly string[] {
  const said = Object.hasOwn(claims, name)
    ? claims[name]
    : name.split('.').reduce<unknown>((within, part) => memberOf(within, part), claims);
  return [said].flat().filter((role) => typeof role === 'string');
}

const memberOf = (within: unknown, part: string): unknown =>
  typeof within === 'object' && within !== null && Object.hasOwn(within, part) ? (within as Claims)[part] : undefined;

/** As much of a name as a header of the shop has room for. */
const LONGEST = 80;

/** What somebody is called. */
export function nameIn({ name, preferred_username: username, email, sub }: Claims): string {
  const texts = [name, username, email, sub].filter((text) => typeof text === 'string').map((text) => text.trim());
  return (texts.find((text) => text !== '') ?? '').slice(0, LONGEST).toWellFormed();
}
