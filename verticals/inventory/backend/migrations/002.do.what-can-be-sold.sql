-- A count may find fewer pieces than are kept for somebody, and more may have been sold than were there.
alter table stock_level drop constraint stock_level_check;

-- How many can be sold; null where none are sold from this location.
alter table stock_level add column available integer check (available >= 0);
update stock_level set available = greatest(0, on_hand - reserved) where location_id = 'central';
