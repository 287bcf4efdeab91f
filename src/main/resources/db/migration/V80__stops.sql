-- steps that have stopped: when somebody was told, and when it was handed to those who run the application. What
-- stands is the engine's to know; a row goes when its stop is gone.
create table stop (
    stop_id        varchar(64) not null primary key,
    seen_at        timestamp with time zone not null,
    told_at        timestamp with time zone,
    handed_over_at timestamp with time zone
);
