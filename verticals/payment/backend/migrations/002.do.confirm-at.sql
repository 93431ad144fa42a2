-- Where the customer pays, while that is waited for and if it is at the provider's own page.
alter table payment add column confirm_at text;
