-- Who picks a parcel up, only checkout knows.
alter table parcel drop column recipient;
