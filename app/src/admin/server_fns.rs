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

use crate::{
    error::AppError,
    href,
    server::{self, Done, Fields, Notice, context, finish, id, text},
};

/// Creates an organisation, and goes to its page to invite people.
#[server]
pub async fn create_organisation(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let form = OrganisationForm { name: text(&fields, "name"), country: text(&fields, "country") };
        let id = organisation::create(&ctx, access::network(&ctx)?, &form).await?;
        Ok(Done::say(href::organisation(id), Notice::OrganisationCreated))
    };
    finish("organisation", href::ADMIN_ORGANISATIONS, &fields, result.await).await
}

/// Makes an invitation link for a trainer or administrator.
#[server]
pub async fn invite_staff(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let role = match text(&fields, "role").as_str() {
            "trainer" => StaffRole::Trainer,
            "administrator" => StaffRole::Administrator,
            _ => return Err(AppError::Invalid(FormErrors::one("role", FieldError::Choice))),
        };
        let token = invitation::create_for_staff(&ctx, granted, role).await?;
        let link = format!("{}{}", server::site().base_url, href::join(&token));
        Ok(Done::say(href::ADMIN_PEOPLE, Notice::InvitationMade { link }))
    };
    finish("invite_staff", href::ADMIN_PEOPLE, &fields, result.await).await
}

/// Enters a historic count.
#[server]
pub async fn add_history(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let form = HistoryForm {
            measure: text(&fields, "measure"),
            count: text(&fields, "count"),
            from: text(&fields, "from"),
            until: text(&fields, "until"),
            source: text(&fields, "source"),
        };
        training::add_history(&ctx, access::network(&ctx)?, &form).await?;
        Ok(Done::say(href::ADMIN_HISTORY, Notice::HistoryAdded))
    };
    finish("history", href::ADMIN_HISTORY, &fields, result.await).await
}

/// Takes a historic count back.
#[server]
pub async fn withdraw_history(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        training::withdraw_history(&ctx, access::network(&ctx)?, id(&text(&fields, "count"))?).await?;
        Ok(Done::say(href::ADMIN_HISTORY, Notice::HistoryWithdrawn))
    };
    finish("withdraw_history", href::ADMIN_HISTORY, &fields, result.await).await
}
