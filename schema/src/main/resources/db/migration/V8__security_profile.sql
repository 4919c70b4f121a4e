-- What an application signs, and what is signed for it: the client metadata of OpenID Connect Dynamic
-- Client Registration 1.0 that are about keys and algorithms, by their own names. What is not there has
-- its default. It is read as a whole with the application and never searched.
alter table applications
  add column security jsonb not null default '{}' check (jsonb_typeof(security) = 'object');

-- Whoever signs with a key of its own needs no secret.
alter table applications
  drop constraint applications_check,
  drop constraint applications_check1,
  add constraint applications_service_is_confidential check (
    type <> 'service' or secret is not null
      or coalesce(security ->> 'token_endpoint_auth_method', '') = 'private_key_jwt'),
  add constraint applications_public_uses_pkce check (
    requires_pkce or secret is not null
      or coalesce(security ->> 'token_endpoint_auth_method', '') = 'private_key_jwt');
