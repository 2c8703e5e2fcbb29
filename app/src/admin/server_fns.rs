//! Forms of the administrator.

use backend::{
    access,
    account::StaffRole,
    invitation,
    organisation::{self, OrganisationForm},
    training::{self, HistoryForm},
};
use domain::form::{FieldError, FormErrors};
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

/// Creates an organisation, and goes to its page to invite people.
#[server]
pub async fn create_organisation(#[server(flatten)] form: Posted<forms::CreateOrganisation>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let new = OrganisationForm { name: form.name.to_string(), country: form.country.to_string() };
        let id = organisation::create(&ctx, access::network(&ctx)?, &new).await?;
        Ok(Done::say(href::organisation(id), t!("notice-organisation-created")))
    })
    .await
}

/// Makes an invitation link for a trainer or administrator.
#[server]
pub async fn invite_staff(#[server(flatten)] form: Posted<forms::InviteStaff>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let role = match &*form.role {
            "trainer" => StaffRole::Trainer,
            "administrator" => StaffRole::Administrator,
            _ => return Err(AppError::Invalid(FormErrors::one("role", FieldError::Choice))),
        };
        let token = invitation::create_for_staff(&ctx, granted, role).await?;
        let link = format!("{}{}", server::site().base_url, href::join(&token));
        Ok(Done::say_link(form.back(), t!("notice-invitation-made"), link))
    })
    .await
}

/// Enters a historic count.
#[server]
pub async fn add_history(#[server(flatten)] form: Posted<forms::AddHistory>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let count = HistoryForm {
            measure: form.measure.to_string(),
            count: form.count.to_string(),
            from: form.from.to_string(),
            until: form.until.to_string(),
            source: form.source.to_string(),
        };
        training::add_history(&ctx, access::network(&ctx)?, &count).await?;
        Ok(Done::say(form.back(), t!("notice-history-added")))
    })
    .await
}

/// Takes a historic count back.
#[server]
pub async fn withdraw_history(#[server(flatten)] form: Posted<forms::WithdrawHistory>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        training::withdraw_history(&ctx, access::network(&ctx)?, form.count.get()?).await?;
        Ok(Done::say(form.back(), t!("notice-history-withdrawn")))
    })
    .await
}
