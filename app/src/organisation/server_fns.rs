//! Forms of invitations.

use backend::{
    invitation::{self, InvitationForm},
    organisation,
};
use domain::ids::OrganisationId;
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{self, Done, Fields, Notice, context, finish, id, text},
};

fn back(fields: &Fields) -> String {
    id::<OrganisationId>(&text(fields, "organisation")).map_or_else(|_| href::HOME.to_owned(), href::organisation)
}

/// Makes an invitation link.
#[server]
pub async fn invite(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let organisation = organisation::load_for(&ctx, id(&text(&fields, "organisation"))?).await?;
        let form = InvitationForm { role: text(&fields, "role"), max_uses: text(&fields, "max_uses"), days: text(&fields, "days") };
        let token = invitation::create(&ctx, organisation, &form).await?;
        let link = format!("{}{}", server::site().base_url, href::join(&token));
        Ok(Done::say(back(&fields), Notice::InvitationMade { link }))
    };
    finish("invite", &back(&fields), &fields, result.await).await
}

/// Takes an invitation link back.
#[server]
pub async fn revoke_invitation(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let organisation = organisation::load_for(&ctx, id(&text(&fields, "organisation"))?).await?;
        invitation::revoke(&ctx, organisation, id(&text(&fields, "invitation"))?).await?;
        Ok(Done::say(back(&fields), Notice::InvitationRevoked))
    };
    finish("invite", &back(&fields), &fields, result.await).await
}
