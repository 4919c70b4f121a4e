-- What an application asked for by the parameter claims, besides its scopes, and the person allowed:
-- an object of claims at the UserInfo endpoint and in ID tokens. Null is nothing. With neither a
-- default nor a check, no partition is rewritten or read.
alter table grants add column claims jsonb;
