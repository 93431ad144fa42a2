import { describe, expect, it } from 'vitest';
import { nameIn, rolesIn } from './claims.ts';

describe('Roles', () => {
  it.each([
    [{ roles: ['staff', 'admin'] }, 'roles', ['staff', 'admin']],
    [{ roles: 'staff' }, 'roles', ['staff']],
    [{ realm_access: { roles: ['staff'] } }, 'realm_access.roles', ['staff']],
    [{ 'https://shop.example/roles': ['staff'] }, 'https://shop.example/roles', ['staff']],
    [{}, 'roles', []],
    [{ roles: null }, 'roles', []],
    [{ roles: [{ name: 'staff' }, 7] }, 'roles', []],
    [{ realm_access: 'x' }, 'realm_access.roles', []],
    [{}, 'constructor.name', []],
  ])('of %j under %j are %j', (claims, name, roles) => expect(rolesIn(claims, name)).toEqual(roles));
});

describe('A name', () => {
  it.each([
    [{ name: ' Ana 김 ', preferred_username: 'ana', sub: '1' }, 'Ana 김'],
    [{ name: ' ', preferred_username: 'ana', sub: '1' }, 'ana'],
    [{ email: 'ana@shop.example', sub: '1' }, 'ana@shop.example'],
    [{ sub: '1' }, '1'],
    [{ name: 'x'.repeat(500) }, 'x'.repeat(80)],
  ])('of %j is %j', (claims, name) => expect(nameIn(claims)).toBe(name));
});
