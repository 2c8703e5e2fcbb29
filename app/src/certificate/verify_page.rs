//! `/verify` and `/verify/{code}`: whether a certificate is genuine. Open to everybody, small, without script.

use backend::certificate;
use domain::certificate::{State, read_code};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{printed::printed, uploads::CheckFile};
use crate::{
    error::AppError,
    href,
    i18n::{certificate_state, t},
    server,
    ui::{Field, Form, Hidden, Page, Submit, Uploader, page, param},
};

/// Asks for a code.
#[component]
pub fn VerifyAskPage() -> impl IntoView {
    page(|_| async move {
        let typed = server::query_part("code").unwrap_or_default();
        let code = read_code(&typed);
        if let Some(code) = &code {
            server::redirect(&href::verify(code));
        }
        let wrong = !typed.is_empty() && code.is_none();
        let form = if wrong {
            Form::with_errors("verify", domain::form::FormErrors::one("code", domain::form::FieldError::Choice))
        } else {
            Form::named("verify")
        };
        Ok(Page::read(t!("verify-title"), ask(form.default_value("code", typed), wrong.then(|| t!("verify-not-a-code")))))
    })
}

fn ask(form: Form, wrong: Option<String>) -> impl IntoView {
    view! {
        <h1>{t!("verify-title")}</h1>
        <p class="lead">{t!("verify-lead")}</p>
        <section class="card">
            <form method="get" action=href::VERIFY>
                {wrong.map(|text| view! { <div class="notice notice-error" role="alert"><p>{text}</p></div> })}
                <Field form=form name="code" label=t!("verify-code") hint=t!("verify-code-hint") autocomplete="off"/>
                <Submit label=t!("verify-button")/>
            </form>
        </section>
    }
}

/// What a certificate says, and whether it holds.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let code = param("code");
    page(move |req| async move {
        let found = match certificate::verify(&req.ctx, &code).await {
            Ok(found) => found,
            Err(backend::Error::NotFound) => {
                server::set_status(http::StatusCode::NOT_FOUND);
                let form = Form::named("verify").default_value("code", code);
                return Ok(Page::read(t!("verify-title"), ask(form, Some(t!("verify-unknown")))));
            }
            Err(error) => return Err(AppError::from(error)),
        };
        let (kind, heading) = match found.state {
            State::Valid => ("notice notice-good", t!("verify-valid")),
            State::Expired => ("notice", t!("verify-expired")),
            State::Replaced(_) => ("notice", t!("verify-replaced")),
            State::Revoked(_) => ("notice notice-error", t!("verify-revoked")),
        };
        let successor = match &found.state {
            State::Replaced(code) => Some(view! { <p><a href=href::verify(code)>{t!("verify-newer")}</a></p> }),
            _ => None,
        };
        let form = Form::of(&req.flash, "check_file");
        let checked = server::query_part("file").map(|result| match result.as_str() {
            "pdf" => view! { <div class="notice notice-good" role="status"><p>{t!("verify-file-same")}</p></div> }.into_any(),
            "credential" => view! { <div class="notice notice-good" role="status"><p>{t!("verify-file-credential")}</p></div> }.into_any(),
            _ => view! { <div class="notice notice-error" role="alert"><p>{t!("verify-file-different")}</p></div> }.into_any(),
        });
        let file = found.printed.is_some().then(|| {
            view! {
                <section class="card" id="file">
                    <h2>{t!("verify-file-title")}</h2>
                    <p>{t!("verify-file-text")}</p>
                    {checked}
                    <Uploader
                        form=form
                        action=CheckFile::url()
                        label=t!("verify-file-label")
                        accept=".pdf,.json,application/pdf,application/json"
                        button=t!("verify-file-button")
                        class="button quiet"
                    >
                        <Hidden name="code" value=found.code.clone()/>
                    </Uploader>
                </section>
            }
        });
        let fields = found
            .printed
            .as_ref()
            .map(|p| view! { <section class="card"><h2>{t!("verify-printed")}</h2><p>{t!("verify-compare")}</p>{printed(p)}</section> });
        let body = view! {
            <h1>{t!("verify-title")}</h1>
            <div class=kind role="status">
                <p><strong>{heading}</strong></p>
                {(found.state != State::Valid).then(|| view! { <p>{certificate_state(&found.state)}</p> })}
                {successor}
            </div>
            {fields}
            {file}
            <p class="muted">{t!("verify-signed", hash = found.sha256.clone())}</p>
        };
        Ok(Page::read(t!("verify-title"), body))
    })
}
