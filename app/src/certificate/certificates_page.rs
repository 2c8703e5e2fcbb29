//! `/certificates`: one's own certificates.

use backend::certificate::{self, Certificate};
use domain::certificate::State;
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::{RenewCertificate, ShareCertificate};
use crate::{
    error::AppError,
    href,
    i18n::{certificate_state, date, language_name, t},
    ui::{Choice, Crumbs, Empty, Form, Hidden, Page, Select, Submit, Tag, page},
};

/// One's own certificates: those that hold first.
#[component]
pub fn CertificatesPage() -> impl IntoView {
    page(|req| async move {
        let all = certificate::own(&req.ctx).await?;
        let holds = |c: &&Certificate| c.state == State::Valid;
        let form = Form::of(&req.flash, "certificate");
        let mut cards = Vec::new();
        for one in all.iter().filter(holds).chain(all.iter().filter(|c| !holds(c))) {
            cards.push(card(one)?);
        }
        let none = all.is_empty();
        let body = view! {
            <Crumbs trail=vec![(href::ME.to_owned(), t!("me-title"))]/>
            <h1>{t!("certificates-title")}</h1>
            <p class="lead">{t!("certificates-lead")}</p>
            {form.summary()}
            {if none {
                view! {
                    <Empty text=t!("certificates-none")><a class="button" href=href::MODULES>{t!("nav-modules")}</a></Empty>
                }.into_any()
            } else {
                cards.collect_view().into_any()
            }}
        };
        Ok(Page::read(t!("certificates-title"), body))
    })
}

fn card(one: &Certificate) -> Result<AnyView, AppError> {
    let Some(printed) = one.printed()? else { return Ok(().into_any()) };
    let id = one.id.to_string();
    let valid = one.state == State::Valid;
    let languages = certificate::languages().into_iter().map(|l| Choice::new(l, language_name(l))).collect();
    let renew = Form::named(format!("renew-{id}")).default_value("language", printed.language.clone());
    let (share, label) = if one.shared { ("no", t!("certificate-share-stop")) } else { ("yes", t!("certificate-share")) };
    let shared = one.shared.then(|| view! { <p><a href=href::badge(&one.code)>{t!("certificate-share-page")}</a></p> });
    let more = valid.then(|| {
        view! {
            <details>
                <summary>{t!("certificate-more")}</summary>
                <form method="post" action=ShareCertificate::url()>
                    <p>{t!("certificate-share-text")}</p>
                    <Hidden name="certificate" value=id.clone()/>
                    <Hidden name="show" value=share/>
                    <Submit label=label class="button quiet"/>
                </form>
                <form method="post" action=RenewCertificate::url()>
                    <p>{t!("certificate-renew-text")}</p>
                    <Hidden name="certificate" value=id.clone()/>
                    <Select form=renew name="language" label=t!("printed-language") choices=languages/>
                    <Submit label=t!("certificate-renew") class="button quiet"/>
                </form>
                <p><a href=format!("/certificates/{id}.json")>{t!("certificate-json")}</a></p>
            </details>
        }
    });
    Ok(view! {
        <section class="card">
            <h2><bdi>{printed.programme.clone()}</bdi></h2>
            <p>
                <Tag text=certificate_state(&one.state) kind=if valid { "good" } else { "warn" }/>
                " "{t!("certificate-of", name = printed.name.clone(), date = date(printed.trained_on))}
            </p>
            <p>{t!("printed-code")}": "<code data-content="">{one.code.clone()}</code></p>
            <div class="row">
                <a class="button" href=format!("/certificates/{id}.pdf")>{t!("certificate-pdf")}</a>
                <a href=href::verify(&one.code)>{t!("certificate-check-page")}</a>
            </div>
            {shared}
            {more}
        </section>
    }
    .into_any())
}
