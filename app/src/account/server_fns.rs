//! Forms of accounts and invitations.

use backend::{
    access, feed, reminder,
    account::{self, Device, SignInForm},
    invitation::{self, AcceptForm},
    person,
};
use http::header::SET_COOKIE;
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{self, Done, Fields, Notice, context, finish, text},
};

/// Name of the cookie of a device that signed in before.
pub const DEVICE_COOKIE: &str = "upright_device";

/// Signs in.
#[server]
pub async fn sign_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let next = text(&fields, "next");
    let back = if next.is_empty() { href::SIGN_IN.to_owned() } else { server::sign_in_first(href::local(&next)) };
    finish("sign_in", &back, &fields, sign_in_with(&fields, &next).await).await
}

async fn sign_in_with(fields: &Fields, next: &str) -> Result<Done, AppError> {
    let device = Device { address: server::client_address(), cookie: server::cookie(DEVICE_COOKIE) };
    let form = SignInForm { email: text(fields, "email"), password: text(fields, "password") };
    let outcome = account::sign_in(&context()?, &form, &device).await?;
    server::sign_session_in(&outcome.session).await?;
    let secure = if server::site().base_url.starts_with("https://") { "; Secure" } else { "" };
    let cookie = format!("{DEVICE_COOKIE}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}", outcome.device_cookie);
    server::add_header(SET_COOKIE, &cookie);
    Ok(Done::go(href::local(next)))
}

/// Signs this browser out.
#[server]
pub async fn sign_out(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = server::end_session().await;
    finish("sign_out", href::FRONT, &fields, result.map(|()| Done::say(href::FRONT, Notice::SignedOut))).await
}

/// Signs every browser of the account out.
#[server]
pub async fn sign_out_everywhere(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    finish("sign_out_everywhere", href::ME, &fields, everywhere().await).await
}

async fn everywhere() -> Result<Done, AppError> {
    let ctx = context()?;
    account::sign_out_everywhere(&ctx, access::own_account(&ctx)?).await?;
    server::end_session().await?;
    Ok(Done::say(href::FRONT, Notice::SignedOutEverywhere))
}

/// Accepts an invitation with a new account, and signs in.
#[server]
pub async fn accept_invitation(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = href::join(&clean_token(&fields));
    finish("accept", &back, &fields, accept(&fields).await).await
}

async fn accept(fields: &Fields) -> Result<Done, AppError> {
    let form = AcceptForm { name: text(fields, "name"), email: text(fields, "email"), password: text(fields, "password") };
    let session = invitation::accept(&context()?, &text(fields, "token"), &form).await?;
    server::sign_session_in(&session).await?;
    Ok(Done::say(href::HOME, Notice::Welcome))
}

/// Accepts an invitation with the account that is signed in.
#[server]
pub async fn join_signed_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let token = clean_token(&fields);
    let result = async { Ok(invitation::accept_signed_in(&context()?, &token).await?) }.await;
    finish("join", &href::join(&token), &fields, result.map(|()| Done::say(href::HOME, Notice::Joined))).await
}

/// The token as it may stand in an address.
fn clean_token(fields: &Fields) -> String {
    text(fields, "token").chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(64).collect()
}

/// Changes one's own name, or takes an alias.
#[server]
pub async fn save_name(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let form = person::NameForm { name: text(&fields, "name"), alias: text(&fields, "alias") };
        person::rename(&ctx, &access::own_account(&ctx)?, &form).await?;
        Ok(Done::say(href::ME, Notice::NameSaved))
    };
    finish("name", href::ME, &fields, result.await).await
}

/// Erases one's own data, for good, after the password was asked for once more.
#[server]
pub async fn erase_myself(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::own_account(&ctx)?;
        account::confirm_password(&ctx, &text(&fields, "password"), &server::client_address()).await?;
        person::erase_own(&ctx, granted).await?;
        server::end_session().await?;
        Ok(Done::say(href::FRONT, Notice::ErasedOwn))
    };
    finish("erase_myself", href::MY_DATA, &fields, result.await).await
}

/// Sets the zone in which the actor reads times.
#[server]
pub async fn choose_time_zone(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        account::choose_time_zone(&ctx, access::own_account(&ctx)?, &text(&fields, "time_zone")).await?;
        Ok(Done::say(href::ME, Notice::TimeZoneSaved))
    };
    finish("time_zone", href::ME, &fields, result.await).await
}

/// Chooses how many reminders of deadlines the reader gets.
#[server]
pub async fn choose_reminders(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        reminder::choose(&ctx, &access::own_account(&ctx)?, &text(&fields, "amount")).await?;
        Ok(Done::say(href::ME, Notice::ReminderAmountSaved))
    };
    finish("reminder_amount", href::ME, &fields, result.await).await
}

/// Makes the reader's private calendar address; shown once.
#[server]
pub async fn make_feed(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let names = if text(&fields, "names") == "yes" { feed::Names::Shown } else { feed::Names::Hidden };
        let token = feed::make(&ctx, &access::own_account(&ctx)?, names).await?;
        Ok(Done::say(href::ME, Notice::FeedMade { link: format!("{}/feeds/{token}.ics", server::site().base_url) }))
    };
    finish("feed", href::ME, &fields, result.await).await
}

/// Takes the reader's private calendar address back.
#[server]
pub async fn revoke_feed(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        feed::revoke(&ctx, &access::own_account(&ctx)?).await?;
        Ok(Done::say(href::ME, Notice::FeedRevoked))
    };
    finish("feed", href::ME, &fields, result.await).await
}
