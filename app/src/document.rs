//! A page as a whole: an address in, a finished document out.
//!
//! Leptos' own renderers stream, and add what a browser would need to hydrate: comments between texts, a script behind
//! the document. Nothing is hydrated here, so a page is made in one piece, after everything it shows was loaded: status
//! and headers that were set on the way count, and the document is valid HTML.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    extract::Request,
    response::{Html, IntoResponse, Response},
};
use futures::StreamExt;
use html_escape::{encode_double_quoted_attribute, encode_text};
use leptos::{prelude::*, reactive::owner::Sandboxed};
use leptos_axum::ResponseOptions;
use leptos_router::location::RequestUrl;

use crate::{
    i18n::t,
    routes::App,
    server::{self, Wasm},
};

/// What a page says about itself in the head of its document.
#[derive(Clone, Debug, Default)]
pub struct Head(Arc<Mutex<Said>>);

#[derive(Clone, Debug, Default)]
struct Said {
    title: String,
    /// Seconds after which a browser without script asks again.
    refresh: Option<u32>,
}

impl Head {
    fn change(change: impl FnOnce(&mut Said)) {
        if let Some(head) = use_context::<Head>() {
            change(&mut head.0.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Sets the title of the document; it is escaped here.
    pub fn title(title: String) {
        Self::change(|said| said.title = title);
    }

    /// Asks browsers without script to ask again after so many seconds.
    pub fn refresh(seconds: u32) {
        Self::change(|said| said.refresh = Some(seconds));
    }

    fn html(&self) -> String {
        let Said { title, refresh } = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let refresh = refresh.map(|s| format!("<noscript><meta http-equiv=\"refresh\" content=\"{s}\"></noscript>")).unwrap_or_default();
        format!("<title>{}</title>{refresh}", encode_text(&title))
    }
}

/// Leptos marks where texts and lists end for a browser that hydrates. In what people write `<` is escaped or sanitised
/// away, so this can only be such a mark.
const MARK: &str = "<!>";

/// Makes HTML of a view that is whole.
pub(crate) fn html(view: impl IntoView) -> String {
    view.to_html().replace(MARK, "")
}

/// Answers a request with a page.
pub async fn render(request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |pq| pq.as_str()).to_owned();
    let (options, head) = (ResponseOptions::default(), Head::default());
    let owner = Owner::new_root(None);
    let (around, body) = Sandboxed::new({
        let (owner, options, head) = (owner.clone(), options.clone(), head.clone());
        async move {
            let (around, stream) = owner.with(|| {
                provide_context(RequestUrl::new(&path));
                provide_context(parts);
                provide_context(options);
                provide_context(head);
                provide_context(server::language());
                server::set_policy(Wasm::Refused);
                (Around::of_request(), view! { <App/> }.to_html_stream_in_order())
            });
            (around, stream.collect::<String>().await)
        }
    })
    .await;
    owner.unset_with_forced_cleanup();
    let mut answer = Html(around.document(&head, &body.replace(MARK, ""))).into_response();
    let said = std::mem::take(&mut *options.0.write().unwrap_or_else(PoisonError::into_inner));
    if let Some(status) = said.status {
        *answer.status_mut() = status;
    }
    answer.headers_mut().extend(said.headers);
    answer
}

/// What is around the body of every page.
struct Around {
    lang: &'static str,
    dir: &'static str,
    description: String,
    assets: server::Assets,
}

impl Around {
    fn of_request() -> Self {
        let lang = server::language();
        Self { lang: lang.tag(), dir: lang.dir(), description: t!("site-description"), assets: server::site().assets.clone() }
    }

    fn document(&self, head: &Head, body: &str) -> String {
        let Self { lang, dir, description, assets: server::Assets { css, icon, watch, .. } } = self;
        let watch = if watch.is_empty() { String::new() } else { format!("<script type=\"module\" src=\"/pkg/{watch}\"></script>") };
        let (description, head) = (encode_double_quoted_attribute(description), head.html());
        format!(
            "<!DOCTYPE html><html lang=\"{lang}\" dir=\"{dir}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"description\" content=\"{description}\">\
             <link rel=\"stylesheet\" href=\"/pkg/{css}\"><link rel=\"icon\" type=\"image/svg+xml\" href=\"/pkg/{icon}\">\
             {head}{watch}</head><body>{body}</body></html>"
        )
    }
}
