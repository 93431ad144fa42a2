import type { Transaction } from '@jogakbo/vertical';

/** How long a picture that nothing refers to any more is still answered: for pages that are open, and for who imports the old feed again. */
const KEPT = '7 days';

const IN_USE = `
  select picture from variant union all select picture from store union all select picture from teaser`;

/** Removes the pictures that nothing has referred to for a week, and notes since when nothing refers to the others; answers how many went. */
export async function pruneUnusedPictures(transaction: Pick<Transaction, 'query'>): Promise<number> {
  await transaction.query(
    `update picture set unused_since = case when used then null else now() end
     from (select picture as name, picture in (${IN_USE}) as used from picture) as seen
     where picture = name and used = (unused_since is not null)`,
  );
  const { rowCount } = await transaction.query(`delete from picture where unused_since < now() - interval '${KEPT}'`);
  return rowCount ?? 0;
}
