//! Forms of accounts and invitations.

use backend::{
    access,
    account::{self, Device, SignInForm},
    feed,
    invitation::{self, AcceptForm},
    people, reminder,
};
use http::header::SET_COOKIE;
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

/// Name of the cookie of a device that signed in before.
pub const DEVICE_COOKIE: &str = "upright_device";

/// Signs in.
#[server]
pub async fn sign_in(#[server(flatten)] form: Posted<forms::SignIn>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let device = Device { address: server::client_address(), cookie: server::cookie(DEVICE_COOKIE) };
        let who = SignInForm { email: form.email.to_string(), password: form.password.to_string() };
        let outcome = account::sign_in(&ctx, &who, &device).await?;
        server::sign_session_in(&outcome.session).await?;
        let secure = if server::site().base_url.starts_with("https://") { "; Secure" } else { "" };
        let cookie = format!("{DEVICE_COOKIE}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}", outcome.device_cookie);
        server::add_header(SET_COOKIE, &cookie);
        Ok(Done::go(href::local(&form.next)))
    })
    .await
}

/// Signs this browser out.
#[server]
pub async fn sign_out(#[server(flatten)] form: Posted<forms::SignOut>) -> Result<(), AppError> {
    form.handle(|_ctx, form| async move {
        server::end_session().await?;
        Ok(Done::say(form.back(), t!("notice-signed-out")))
    })
    .await
}

/// Signs every browser of the account out.
#[server]
pub async fn sign_out_everywhere(#[server(flatten)] form: Posted<forms::SignOutEverywhere>) -> Result<(), AppError> {
    form.handle(|ctx, _form| async move {
        account::sign_out_everywhere(&ctx, access::own_account(&ctx)?).await?;
        server::end_session().await?;
        Ok(Done::say(href::FRONT, t!("notice-signed-out-everywhere")))
    })
    .await
}

/// Accepts an invitation with a new account, and signs in.
#[server]
pub async fn accept_invitation(#[server(flatten)] form: Posted<forms::AcceptInvitation>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let who = AcceptForm { name: form.name.to_string(), email: form.email.to_string(), password: form.password.to_string() };
        let session = invitation::accept(&ctx, &form.token, &who).await?;
        server::sign_session_in(&session).await?;
        Ok(Done::say(href::HOME, t!("notice-welcome")))
    })
    .await
}

/// Accepts an invitation with the account that is signed in.
#[server]
pub async fn join_signed_in(#[server(flatten)] form: Posted<forms::JoinSignedIn>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        invitation::accept_signed_in(&ctx, &form.token).await?;
        Ok(Done::say(href::HOME, t!("notice-joined")))
    })
    .await
}

/// Changes one's own name, or takes an alias.
#[server]
pub async fn save_name(#[server(flatten)] form: Posted<forms::SaveName>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let name = people::NameForm { name: form.name.to_string(), alias: form.alias.to_string() };
        people::rename(&ctx, &access::own_account(&ctx)?, &name).await?;
        Ok(Done::say(form.back(), t!("notice-name-saved")))
    })
    .await
}

/// Erases one's own data, for good, after the password was asked for once more.
#[server]
pub async fn erase_myself(#[server(flatten)] form: Posted<forms::EraseMyself>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::own_account(&ctx)?;
        account::confirm_password(&ctx, &form.password, &server::client_address()).await?;
        people::erase_own(&ctx, granted).await?;
        server::end_session().await?;
        Ok(Done::say(href::FRONT, t!("notice-erased-own")))
    })
    .await
}

/// Sets the zone in which the actor reads times.
#[server]
pub async fn choose_time_zone(#[server(flatten)] form: Posted<forms::ChooseTimeZone>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        account::choose_time_zone(&ctx, access::own_account(&ctx)?, &form.time_zone).await?;
        Ok(Done::say(form.back(), t!("notice-time-zone-saved")))
    })
    .await
}

/// Chooses how many reminders of deadlines the reader gets.
#[server]
pub async fn choose_reminders(#[server(flatten)] form: Posted<forms::ChooseReminders>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        reminder::choose(&ctx, &access::own_account(&ctx)?, &form.amount).await?;
        Ok(Done::say(form.back(), t!("notice-reminder-amount-saved")))
    })
    .await
}

/// Makes the reader's private calendar address; shown once.
#[server]
pub async fn make_feed(#[server(flatten)] form: Posted<forms::MakeFeed>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let names = if form.names.is_set() { feed::Names::Shown } else { feed::Names::Hidden };
        let token = feed::make(&ctx, &access::own_account(&ctx)?, names).await?;
        Ok(Done::say_link(form.back(), t!("notice-feed-made"), format!("{}/feeds/{token}.ics", server::site().base_url)))
    })
    .await
}

/// Takes the reader's private calendar address back.
#[server]
pub async fn revoke_feed(#[server(flatten)] form: Posted<forms::RevokeFeed>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        feed::revoke(&ctx, &access::own_account(&ctx)?).await?;
        Ok(Done::say(form.back(), t!("notice-feed-revoked")))
    })
    .await
}
