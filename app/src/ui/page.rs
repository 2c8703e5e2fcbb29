//! A page: load, then show inside the layout; or show what went wrong, with its status and a way on.

use std::future::Future;

use backend::Context;
use http::StatusCode;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    head::PageTitle,
    layout::{Frame, Layout},
};
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{self, Flash},
};

/// What a page is made from.
#[derive(Debug)]
pub struct Req {
    /// Who asks, and the backend.
    pub ctx: Context,
    /// What waited in the session.
    pub flash: Flash,
}

/// A page, ready to be shown.
pub struct Page {
    /// Title of the document.
    pub title: String,
    /// What is inside `<main>`.
    pub body: AnyView,
    /// What is around it.
    pub frame: Frame,
}

impl Page {
    /// A page to read: a narrow column.
    pub fn read(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Self { title: title.into(), body: body.into_any(), frame: Frame::Read }
    }

    /// A page to work on: tables and columns.
    pub fn wide(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Self { frame: Frame::Wide, ..Self::read(title, body) }
    }

    /// A page for a projector: no navigation, the whole screen.
    pub fn bare(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Self { frame: Frame::Bare, ..Self::read(title, body) }
    }
}

/// A part of the address.
pub fn param(name: &str) -> String {
    use_params_map().read_untracked().get(name).unwrap_or_default()
}

/// A value of the query.
pub fn query(name: &str) -> Option<String> {
    use_query_map().read_untracked().get(name).filter(|v| !v.is_empty())
}

/// Loads a page and shows it. The whole document is rendered before the first byte leaves, so status and
/// headers set while loading count.
pub fn page<F, Fut>(load: F) -> impl IntoView
where
    F: FnOnce(Req) -> Fut + Send + 'static,
    Fut: Future<Output = Result<Page, AppError>> + Send + 'static,
{
    Suspend::new(async move { show(load).await })
}

async fn show<F, Fut>(load: F) -> AnyView
where
    F: FnOnce(Req) -> Fut,
    Fut: Future<Output = Result<Page, AppError>>,
{
    let ctx = match server::context() {
        Ok(ctx) => ctx,
        Err(error) => return trouble(None, error),
    };
    let flash = server::take_flash().await;
    let notice = flash.notice.clone();
    match load(Req { ctx: ctx.clone(), flash }).await {
        Ok(page) => {
            let title = t!("page-title", title = page.title);
            view! {
                <PageTitle text=title/>
                <Layout ctx=Some(ctx) notice=notice frame=page.frame>{page.body}</Layout>
            }
            .into_any()
        }
        Err(error) => trouble(Some(ctx), error),
    }
}

/// What went wrong, and a way on.
fn trouble(ctx: Option<Context>, error: AppError) -> AnyView {
    let signed_in = ctx.as_ref().is_some_and(|c| c.actor.is_signed_in());
    let (title, text) = match &error {
        AppError::SignInRequired => {
            server::redirect(&server::sign_in_first(&server::path_and_query()));
            return ().into_any();
        }
        AppError::Forbidden => (t!("forbidden-title"), t!("forbidden-text")),
        AppError::Internal { reference } => (t!("internal-title"), t!("internal-text", reference = reference.clone())),
        AppError::Unavailable { .. } => (t!("unavailable-title"), t!("unavailable-text")),
        AppError::Problem(problem) => (t!("problem-title"), problem.words()),
        AppError::NotFound | AppError::Invalid(_) | AppError::Content(_) | AppError::Malformed => {
            (t!("not-found-title"), t!("not-found-text"))
        }
    };
    match error {
        AppError::Invalid(_) | AppError::Content(_) | AppError::Malformed => server::set_status(StatusCode::NOT_FOUND),
        other => server::set_trouble(&other),
    }
    let (link, label) = if signed_in { (href::HOME, t!("nav-home")) } else { (href::FRONT, t!("nav-front")) };
    view! {
        <PageTitle text=t!("page-title", title = title.clone())/>
        <Layout ctx=ctx notice=None frame=Frame::Read>
            <h1>{title}</h1>
            <p class="lead">{text}</p>
            <p><a class="button" href=link>{label}</a></p>
        </Layout>
    }
    .into_any()
}

/// An address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    page(|_| async { Err(AppError::NotFound) })
}
