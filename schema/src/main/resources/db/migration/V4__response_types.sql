-- What the authorization endpoint may answer an application with.
alter table applications
  add column response_types text[] not null default '{code,code id_token}'
    check (response_types <@ '{code,code id_token,code token,code id_token token,id_token,id_token token}');

-- Nobody but the server redeems the codes of its own pages, and it reads nothing else.
update applications set response_types = '{code}' where client_id = 'countersign-admin-pages';

-- Made at the authorization endpoint, for the access token that came beside a code; the code is not
-- redeemed yet, and whoever redeems it gets this grant (docs/adr/0012).
alter table grants add column ahead_of_code boolean not null default false;
