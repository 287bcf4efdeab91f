-- what the secretariat has changed of the categories and subcategories that ship; whatever has no row is as shipped
create table category_change (
    code            varchar(80)  not null primary key,
    -- of a subcategory; null for a category
    category        varchar(60),
    -- null where it is called as shipped
    name            varchar(240),
    -- of a subcategory that was added
    level           varchar(10),
    added           boolean      not null default false,
    deprecated_from date,
    successor       varchar(80)
);
