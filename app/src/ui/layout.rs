//! Header, notice, main, footer.

use backend::Context;
use leptos::prelude::*;

use crate::{
    href,
    i18n::t,
    server::{self, Notice},
};

/// What is around a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A narrow column, to read.
    Read,
    /// A wide one, to work.
    Wide,
    /// Nothing but the page: for a projector.
    Bare,
}

/// What is around every page.
#[component]
pub fn Layout(ctx: Option<Context>, notice: Option<Notice>, frame: Frame, children: Children) -> impl IntoView {
    let site = server::site();
    if frame == Frame::Bare {
        return view! { <main id="main" class="bare" tabindex="-1">{children()}</main> }.into_any();
    }
    view! {
        <a class="skip" href="#main">{t!("skip-to-content")}</a>
        <header class="site-header">
            {site.demonstration.then(|| view! { <p class="demo-strip">{t!("demo-strip")}</p> })}
            <div class="bar">
                <a class="wordmark" href=href::FRONT>
                    <Mark/>
                    <span>"Upright"</span>
                </a>
                <Navigation ctx=ctx/>
            </div>
        </header>
        <main id="main" class=if frame == Frame::Wide { "wide" } else { "narrow" } tabindex="-1">
            {notice.map(|notice| view! { <NoticeBox notice=notice/> })}
            {children()}
        </main>
        <footer class="site-footer">
            <div class="bar">
                <p>{t!("footer-text")}</p>
                <ul>
                    <li><a href=href::IMPACT>{t!("nav-impact")}</a></li>
                    <li><a href=href::CALENDAR>{t!("nav-calendar")}</a></li>
                    <li><a href=href::BRIEFING>{t!("nav-briefing")}</a></li>
                    <li><a href=href::GLOSSARY>{t!("nav-glossary")}</a></li>
                    <li><a href=href::PRIVACY>{t!("nav-privacy")}</a></li>
                </ul>
            </div>
        </footer>
    }
    .into_any()
}

/// The mark: a stroke that stands upright on a line, with a voice beside it.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect class="mark-ground" x="0" y="0" width="32" height="32" rx="8"></rect>
            <path class="mark-line" d="M9 8v9a7 7 0 0 0 14 0V8M16 4v10M8 28h16"></path>
        </svg>
    }
}

#[component]
fn Navigation(ctx: Option<Context>) -> impl IntoView {
    let here = server::path_and_query();
    let here = here.split('?').next().unwrap_or_default().to_owned();
    let actor = ctx.as_ref().map(|c| c.actor.clone()).unwrap_or_default();
    let link = |target: &'static str, text: String| {
        let current = here == target || (target != href::FRONT && here.starts_with(&format!("{target}/")));
        view! { <li><a href=target aria-current=current.then_some("page")>{text}</a></li> }
    };
    let mut links = Vec::new();
    if actor.is_signed_in() {
        links.push(link(href::HOME, t!("nav-home")));
        links.push(link(href::MODULES, t!("nav-modules")));
        links.push(link(href::WORKSHOPS, t!("nav-workshops")));
        links.push(link(href::SUBMISSIONS, t!("nav-submissions")));
        links.push(link(href::CHECK_IN, t!("nav-check-in")));
        links.push(link(href::CALENDAR, t!("nav-calendar")));
        if actor.trainer || actor.administrator {
            links.push(link(href::TEACH, t!("nav-teach")));
        }
        if actor.administrator {
            links.push(link(href::ADMIN, t!("nav-admin")));
        }
    } else {
        links.push(link(href::MODULES, t!("nav-modules")));
        links.push(link(href::CALENDAR, t!("nav-calendar")));
        links.push(link(href::BRIEFING, t!("nav-briefing")));
        links.push(link(href::IMPACT, t!("nav-impact")));
        links.push(link(href::SIGN_IN, t!("nav-sign-in")));
    }
    let account = ctx.and_then(|c| c.signed_in).map(|signed_in| {
        view! {
            <div class="account">
                <a href=href::ME><bdi>{signed_in.name}</bdi></a>
                <form method="post" action=href::SIGN_OUT>
                    <button type="submit" class="link">{t!("sign-out")}</button>
                </form>
            </div>
        }
    });
    view! {
        <nav class="site-nav" aria-label=t!("nav-main")>
            <ul>{links}</ul>
        </nav>
        {account}
    }
}

#[component]
fn NoticeBox(notice: Notice) -> impl IntoView {
    view! {
        <div class="notice notice-good" role="status">
            <p>{notice.text}</p>
            {notice.link.map(|link| view! {
                <p><label class="sr-only" for="invitation-link">{t!("invitation-link")}</label>
                <input id="invitation-link" class="copy" type="text" readonly value=link/></p>
            })}
        </div>
    }
}
