-- Whether the user has confirmed that they saved their recovery codes, which are shown once. Users who got
-- theirs before this column was added are not asked.
ALTER TABLE second_factors ADD COLUMN codes_saved boolean NOT NULL DEFAULT true;
