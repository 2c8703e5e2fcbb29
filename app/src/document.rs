//! A page as a whole: an address in, a finished document out.
//!
//! Leptos' own renderers stream, and add what a browser would need to hydrate: comments between texts, a script behind
//! the document. Nothing is hydrated here, so a page is made in one piece, after everything it shows was loaded: status
//! and headers that were set on the way count, and the document is valid HTML.

use std::sync::PoisonError;

use axum::{
    extract::Request,
    response::{Html, IntoResponse, Response},
};
use futures::StreamExt;
use html_escape::encode_double_quoted_attribute;
use leptos::{prelude::*, reactive::owner::Sandboxed};
use leptos_axum::ResponseOptions;
use leptos_router::location::RequestUrl;

use crate::{
    i18n::t,
    routes::App,
    server::{self, Wasm},
    ui::{Head, without_marks},
};

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
    let mut answer = Html(around.document(&head, &without_marks(&body))).into_response();
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
