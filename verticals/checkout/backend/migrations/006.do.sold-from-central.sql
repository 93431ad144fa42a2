-- What lies elsewhere is not sold from there, and inventory says nothing any more about how much of it could be.
delete from availability where stock_id not like '%@central';
