//! `/badges/{code}`: a certificate that its holder shows to others.

use backend::certificate;
use domain::certificate::State;
use leptos::prelude::*;

use crate::{
    href,
    i18n::{certificate_state, date, t},
    server,
    ui::{Page, Tag, page, param},
};

/// What others see.
#[component]
pub fn SharedPage() -> impl IntoView {
    let code = param("code");
    page(move |req| async move {
        let found = certificate::shared(&req.ctx, &code).await?;
        let printed = found.printed.clone().ok_or(backend::Error::NotFound)?;
        let valid = found.state == State::Valid;
        let link = format!("{}{}", server::site().base_url, href::badge(&found.code));
        let title = t!("shown-title", name = printed.name.clone());
        let body = view! {
            <p class="muted"><bdi>{printed.issuer.clone()}</bdi></p>
            <h1><bdi>{printed.name.clone()}</bdi></h1>
            <section class="card">
                <img class="badge" src=format!("/verify/{}/badge.svg", found.code) width="160" height="160" alt=""/>
                <p class="big"><bdi>{printed.programme.clone()}</bdi></p>
                <p><bdi>{printed.statement.clone()}</bdi></p>
                <p>
                    {t!("shown-trained", date = date(printed.trained_on))}
                    " "
                    <Tag text=certificate_state(&found.state) kind=if valid { "good" } else { "warn" }/>
                </p>
                <div class="row">
                    <a class="button" href=href::verify(&found.code)>{t!("shown-check")}</a>
                    <a href=format!("/verify/{}/credential.json", found.code)>{t!("certificate-json")}</a>
                </div>
            </section>
            <p>
                <label class="sr-only" for="badge-link">{t!("shown-link")}</label>
                <input id="badge-link" class="copy" type="text" readonly value=link/>
            </p>
        };
        Ok(Page::read(title, body))
    })
}
