//! Screens and server functions.
//!
//! This crate exists on the server only: a page is HTML, a form is an HTML form. What reaches the browser is HTML,
//! styles, and the small scripts that make a page smoother; none of it is compiled from here.
#![recursion_limit = "512"]

mod account;
/// The administrator's pages; the filter of the totals is shared with their files.
pub mod admin;
mod attendance;
mod briefing;
mod certificate;
mod charts;
mod document;
/// Errors as codes.
pub mod error;
mod guidance;
mod home;
/// Addresses of pages.
pub mod href;
/// The catalogue of texts.
pub mod i18n;
mod impact;
mod learning;
mod letters;
mod live;
/// Talking with States; its files are made for the server.
pub mod lobby;
mod not_saved;
mod organisation;
mod quiz;
/// Calendars to subscribe to, for the server.
pub mod review;
mod routes;
/// All HTTP knowledge of this crate.
pub mod server;
mod statement;
/// The studio; its files are made for the server.
pub mod submission;
mod teach;
mod ui;
mod workshop;

pub use {
    briefing::{Made, briefing_pdf, template_file},
    document::render,
    impact::impact_svg,
    live::{Fragment, Viewers, fragment},
    not_saved::{NotSaved, Typed, not_saved, unavailable},
    routes::App,
};

/// Puts letters into words, for the worker that sends them.
pub use letters::words as letter_words;

/// Runs a future whose texts are in the language of its reader, outside of a page; with what the server tells about
/// itself, where addresses are shown.
pub async fn in_language<T>(pseudo: bool, site: Option<std::sync::Arc<server::Site>>, work: impl Future<Output = T>) -> T {
    use leptos::{
        prelude::{Owner, provide_context},
        reactive::computed::ScopedFuture,
    };
    let owner = Owner::new();
    let scoped = owner.with(|| {
        provide_context(if pseudo { i18n::Lang::Pseudo } else { i18n::Lang::En });
        if let Some(site) = site {
            provide_context(site);
        }
        ScopedFuture::new_untracked(work)
    });
    scoped.await
}
