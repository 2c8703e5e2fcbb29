//! The document around every page.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::{
    i18n::t,
    routes::App,
    server::{self, Wasm},
};

/// The document around every page.
pub fn shell() -> impl IntoView {
    let site = server::site();
    let lang = server::language();
    provide_context(lang);
    server::set_policy(Wasm::Refused);
    // no wasm is fetched unless the page holds an island: nothing is to be hydrated by default
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let css = format!("/pkg/{}", site.assets.css);
    let icon = format!("/pkg/{}", site.assets.icon);
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag() dir=lang.dir()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="description" content=t!("site-description")/>
                <link rel="stylesheet" href=css/>
                <link rel="icon" type="image/svg+xml" href=icon/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
