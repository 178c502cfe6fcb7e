-- Where the evidence is that DuckDB itself must read again.
select path from evidence where wrapper = 'parquet';
