-- Which start of a job is at work; no row while none is.
CREATE TABLE job_leases (
    job TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    leased_until TIMESTAMPTZ NOT NULL
);
