-- The order's whole currency; not there of what was booked before: its payment has it. The former release goes on with the code alone.
alter table ledger add column counted_in jsonb;
