//! Screens and server functions.
//!
//! Almost all of this crate exists on the server only: a page is HTML, a form is an HTML form. What
//! reaches the browser is [`islands`], and nothing else: the browser build (`hydrate`) compiles that
//! one folder. So `backend`, texts and pages can't leak into the wasm, by construction.
#![recursion_limit = "512"]

pub mod islands;

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` and `hydrate` were unified: build `frontend` in a cargo call of its own (`cargo xtask`)");

macro_rules! server_only {
    ($($(#[$doc:meta])* $vis:vis mod $name:ident;)+) => { $(#[cfg(feature = "ssr")] $(#[$doc])* $vis mod $name;)+ };
}

server_only! {
    mod account;
    /// The administrator's pages; the filter of the totals is shared with their files.
    pub mod admin;
    mod attendance;
    mod briefing;
    mod certificate;
    mod charts;
    /// Errors as codes.
    pub mod error;
    /// Addresses of pages.
    pub mod href;
    mod guidance;
    mod home;
    /// The catalogue of texts.
    pub mod i18n;
    mod impact;
    mod learning;
    mod letters;
    mod live;
    mod not_saved;
    /// Talking with States; its files are made for the server.
    pub mod lobby;
    mod organisation;
    mod quiz;
    /// Calendars to subscribe to, for the server.
    pub mod review;
    mod routes;
    /// All HTTP knowledge of this crate.
    pub mod server;
    mod shell;
    mod statement;
    /// The studio; its files are made for the server.
    pub mod submission;
    mod teach;
    mod ui;
    mod workshop;
}

#[cfg(feature = "ssr")]
pub use {
    attendance::roll_view,
    briefing::{Made, briefing_pdf, template_file},
    impact::impact_svg,
    live::{Fragment, Viewers, fragment},
    not_saved::{NotSaved, Typed, not_saved, unavailable},
    routes::App,
    shell::shell,
};

/// Puts letters into words, for the worker that sends them.
#[cfg(feature = "ssr")]
pub use letters::words as letter_words;

/// Runs a future whose texts are in the language of its reader, outside of a page; with what the server tells about
/// itself, where addresses are shown.
#[cfg(feature = "ssr")]
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
