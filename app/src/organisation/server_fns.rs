//! Forms of invitations.

use backend::{
    invitation::{self, InvitationForm},
    organisation,
};
use leptos::prelude::*;

use super::forms;
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{
        self, Done,
        form::{FormSpec, Posted},
    },
};

/// Makes an invitation link.
#[server]
pub async fn invite(#[server(flatten)] form: Posted<forms::Invite>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let organisation = organisation::load_for(&ctx, form.organisation.get()?).await?;
        let new = InvitationForm { role: form.role.to_string(), max_uses: form.max_uses.to_string(), days: form.days.to_string() };
        let token = invitation::create(&ctx, organisation, &new).await?;
        let link = format!("{}{}", server::site().base_url, href::join(&token));
        Ok(Done::say_link(form.back(), t!("notice-invitation-made"), link))
    })
    .await
}

/// Takes an invitation link back.
#[server]
pub async fn revoke_invitation(#[server(flatten)] form: Posted<forms::RevokeInvitation>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let organisation = organisation::load_for(&ctx, form.organisation.get()?).await?;
        invitation::revoke(&ctx, organisation, form.invitation.get()?).await?;
        Ok(Done::say(form.back(), t!("notice-invitation-revoked")))
    })
    .await
}
