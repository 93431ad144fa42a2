import { z } from 'zod';

/** What a picture may be: the media type by the extension of its name. */
export const mediaTypes = { svg: 'image/svg+xml', webp: 'image/webp', png: 'image/png', jpg: 'image/jpeg' } as const;
type Extension = keyof typeof mediaTypes;
export type MediaType = (typeof mediaTypes)[Extension];

const extensions = Object.keys(mediaTypes) as Extension[];

/** What a picture is, by the end of its name. */
export const mediaTypeOf = (image: string) => mediaTypes[image.slice(image.lastIndexOf('.') + 1) as Extension];

/** How pictures of a media type are named. */
export const extensionOf = (mediaType: MediaType) => extensions.find((extension) => mediaTypes[extension] === mediaType)!;

/** The most bytes that a picture may have: 512 KiB. */
export const LARGEST_PICTURE = 512 * 1024;

const named = `[0-9a-f]{32}\\.(${extensions.join('|')})`;

/** A picture's name by its content: `<digest>.<extension>`. */
export const PictureName = z.string().regex(new RegExp(`^${named}$`));

/** Where a picture is found: `/pictures/<digest>.<extension>`. */
export const Picture = z.string().regex(new RegExp(`^/pictures/${named}$`));

/** Where a picture lies beside a feed. */
export const ImagePath = z.string().regex(new RegExp(`^(?!/)(?!.*\\.\\.)[\\w./-]+\\.(${extensions.join('|')})$`), {
  error: `a relative path to a picture (${extensions.join(', ')})`,
});
