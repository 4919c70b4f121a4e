-- What an account says of a person besides names and address: the standard claims of OpenID
-- Connect, also in other languages.
alter table users add column claims jsonb not null default '{}' check (jsonb_typeof(claims) = 'object');
