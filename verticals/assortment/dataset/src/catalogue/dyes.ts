/** A colour that machines are painted in: the SKU's suffix, its name and its tone. */
export interface Dye {
  readonly code: string;
  readonly name: string;
  readonly color: string;
}

/** The five cardinal colours of obangsaek, softened, and the dyes of a Korean garden. */
export const dyes = {
  madder: { code: 'MR', name: 'Madder Red', color: '#A8322D' },
  persimmon: { code: 'PS', name: 'Persimmon', color: '#C8512B' },
  gardenia: { code: 'GY', name: 'Gardenia Yellow', color: '#E3A72F' },
  loess: { code: 'LO', name: 'Loess Ochre', color: '#B9793F' },
  onggi: { code: 'ON', name: 'Onggi Brown', color: '#7B4A2E' },
  indigo: { code: 'IN', name: 'Deep Indigo', color: '#27427B' },
  sky: { code: 'SK', name: 'Third-Dip Indigo', color: '#7E9FC7' },
  jade: { code: 'JA', name: 'Jade', color: '#2F7D5B' },
  pine: { code: 'PN', name: 'Pine Needle', color: '#3F6B4E' },
  mugwort: { code: 'MU', name: 'Mugwort', color: '#7F9160' },
  celadon: { code: 'CE', name: 'Celadon', color: '#8FB5A0' },
  plum: { code: 'PL', name: 'Plum Skin', color: '#7A2F57' },
  gromwell: { code: 'GV', name: 'Gromwell Violet', color: '#75559B' },
  safflower: { code: 'SF', name: 'Safflower Pink', color: '#D9778C' },
  lotus: { code: 'LT', name: 'Lotus', color: '#DDA9A6' },
  moonJar: { code: 'MJ', name: 'Moon Jar', color: '#D3CBBB' },
  ink: { code: 'IK', name: 'Ink Stick', color: '#454B57' },
} as const satisfies Readonly<Record<string, Dye>>;
