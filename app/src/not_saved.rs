//! What is said when a form could not be taken at all, and the whole page when the database does not answer.
//!
//! These pages need no database, no session and no server function: they are made by the middleware around them.
//! What was typed stands in the page itself, to be sent again or copied.

use std::sync::Arc;

use domain::form::Kind;
use leptos::prelude::*;

use crate::{
    error::AppError,
    href, i18n,
    i18n::t,
    in_language,
    server::{Site, form::Registered, sign_in_first},
    ui::{Field, Form, Submit, TextArea},
};

/// A form that was not taken.
#[derive(Debug)]
pub struct NotSaved {
    /// Why.
    pub error: AppError,
    /// To find it in the log.
    pub reference: String,
    /// Where it was posted: path and query.
    pub action: String,
    /// The page it was on, if the browser said.
    pub page: Option<String>,
    /// What was typed.
    pub typed: Typed,
}

/// The fields of a form as they came: names and values in their order, names of fields with a file.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Names and values.
    pub fields: Vec<(String, String)>,
    /// Names of fields with a file; the files themselves are not kept.
    pub files: Vec<String>,
}

impl Typed {
    /// Whether somebody typed something that would be missed.
    pub fn is_worth_keeping(&self, action: &str) -> bool {
        let form = form_of(action);
        self.fields.iter().any(|(name, value)| !value.trim().is_empty() && matches!(shown(form, name, value), Shown::Line | Shown::Lines))
    }
}

/// How a field stands in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// It was not typed by a person: an id, a version.
    Hidden,
    /// A line of text.
    Line,
    /// Several lines of text.
    Lines,
    /// A password: asked for again, never sent back.
    Password,
    /// What lets somebody in: never sent back, so that the form can't be sent again from here.
    Never,
}

/// The form of an address.
fn form_of(action: &str) -> Option<&'static Registered> {
    Registered::of(action.split('?').next()?.rsplit('/').next()?)
}

fn shown(form: Option<&'static Registered>, name: &str, value: &str) -> Shown {
    match form.and_then(|form| form.field(name)).map(|spec| spec.kind) {
        Some(Kind::Password { .. }) => Shown::Password,
        Some(Kind::Token) => Shown::Never,
        Some(Kind::Code { .. }) => Shown::Hidden,
        Some(Kind::Paragraph { .. } | Kind::Prose { .. }) => Shown::Lines,
        Some(_) => Shown::Line,
        // a value of no known field is not sent again, but it is shown, so that nothing that was typed is lost
        None if matches!(name, "password" | "token") => Shown::Never,
        None if value.trim().is_empty() => Shown::Hidden,
        None => Shown::Lines,
    }
}

/// What a field is called, from its name: browsers do not send labels.
fn label(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The page of a form that was not taken, with everything that was typed.
pub async fn not_saved(site: Arc<Site>, not: NotSaved) -> String {
    document(site, move || (t!("not-saved-title"), form_page(not).into_any())).await
}

/// What is said when the database does not answer: a whole page that needs nothing else.
pub async fn unavailable(site: Arc<Site>) -> String {
    document(site, || {
        let text = view! {
            <h1>{t!("unavailable-title")}</h1>
            <p class="lead">{t!("unavailable-text")}</p>
        };
        (t!("unavailable-title"), text.into_any())
    })
    .await
}

async fn document(site: Arc<Site>, made: impl FnOnce() -> (String, AnyView) + Send + 'static) -> String {
    let css = format!("/pkg/{}", site.assets.css);
    let icon = format!("/pkg/{}", site.assets.icon);
    let lang = i18n::Lang::En;
    in_language(false, Some(site), async move {
        let (title, body) = made();
        let page = view! {
            <!DOCTYPE html>
            <html lang=lang.tag() dir=lang.dir()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <title>{t!("page-title", title = title)}</title>
                    <link rel="stylesheet" href=css/>
                    <link rel="icon" type="image/svg+xml" href=icon/>
                </head>
                <body>
                    <header class="site-header">
                        <div class="bar">
                            <a class="wordmark" href=href::FRONT><span>"Upright"</span></a>
                        </div>
                    </header>
                    <main id="main" class="narrow" tabindex="-1">{body}</main>
                </body>
            </html>
        };
        crate::ui::html(page)
    })
    .await
}

/// What happened, in plain words, and whether it may be tried again from here.
fn why(not: &NotSaved) -> (String, bool) {
    match &not.error {
        AppError::Unavailable { .. } => (t!("not-saved-unavailable"), true),
        AppError::SignInRequired => (t!("not-saved-signed-out"), true),
        AppError::Forbidden => (t!("not-saved-forbidden"), false),
        AppError::NotFound => (t!("not-saved-not-found"), false),
        AppError::Malformed => (t!("not-saved-malformed"), false),
        _ => (t!("not-saved-internal"), true),
    }
}

fn form_page(not: NotSaved) -> impl IntoView {
    let (text, again) = why(&not);
    let known = form_of(&not.action);
    let NotSaved { error, reference, action, page, typed: Typed { fields, files } } = not;
    // without what lets somebody in, sending it again leads nowhere
    let again = again && !fields.iter().any(|(name, value)| shown(known, name, value) == Shown::Never);
    let sign_in = (error == AppError::SignInRequired).then(|| {
        let target = sign_in_first(href::HOME);
        view! { <p><a class="button" href=target target="_blank">{t!("not-saved-sign-in")}</a></p> }
    });
    let reference = match error {
        AppError::Internal { reference } | AppError::Unavailable { reference } => reference,
        _ => reference,
    };
    let kept = fields.iter().any(|(name, value)| matches!(shown(known, name, value), Shown::Line | Shown::Lines));
    let form = fields.iter().fold(Form::named("not-saved"), |form, (name, value)| form.default_value(name, value.as_str()));
    let inputs = fields.iter().filter_map(|(name, value)| input(known, &form, name, value, again)).collect_view();
    let brought = files
        .iter()
        .filter(|_| again)
        .map(|name| view! { <p><label>{t!("not-saved-file")}" "<input type="file" name=name.clone()/></label></p> })
        .collect_view();
    let kind = if files.is_empty() { "application/x-www-form-urlencoded" } else { "multipart/form-data" };
    view! {
        <h1>{t!("not-saved-title")}</h1>
        <div class="notice notice-error" role="alert"><p>{text}</p></div>
        {kept.then(|| view! { <p>{if again { t!("not-saved-here") } else { t!("not-saved-copy") }}</p> })}
        {(!files.is_empty()).then(|| view! { <p>{t!("not-saved-files")}</p> })}
        {sign_in}
        <form method="post" action=action enctype=kind class="stack">
            {inputs}
            {brought}
            {again.then(|| view! { <Submit label=t!("not-saved-again")/> })}
        </form>
        <p class="hint">{t!("not-saved-reference", reference = reference)}</p>
        {page.map(|page| view! { <p><a href=page>{t!("not-saved-back")}</a></p> })}
    }
}

fn input(known: Option<&'static Registered>, form: &Form, name: &str, value: &str, again: bool) -> Option<AnyView> {
    let (form, field, label) = (form.clone(), name.to_owned(), label(name));
    Some(match shown(known, name, value) {
        Shown::Never => return None,
        Shown::Hidden | Shown::Password if !again => return None,
        Shown::Hidden => view! { <input type="hidden" name=field value=value.to_owned()/> }.into_any(),
        Shown::Password => view! { <Field form=form name=field label=label kind="password" autocomplete="current-password"/> }.into_any(),
        Shown::Lines => view! { <TextArea form=form name=field label=label rows=8/> }.into_any(),
        Shown::Line => view! { <Field form=form name=field label=label/> }.into_any(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(error: AppError, fields: &[(&str, &str)]) -> NotSaved {
        let fields = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        NotSaved {
            error,
            reference: "ref".into(),
            action: "/api/x/save_note".into(),
            page: None,
            typed: Typed { fields, files: Vec::new() },
        }
    }

    #[tokio::test]
    async fn what_was_typed_is_there_escaped_and_secrets_are_not() {
        let unavailable = AppError::Unavailable { reference: "abc".into() };
        let again = [("next", "/home"), ("email", "a@example.org"), ("password", "horse battery")];
        let mut sign_in = page(unavailable.clone(), &again);
        sign_in.action = "/api/x/sign_in".into();
        let html = not_saved(Arc::default(), sign_in).await;
        assert!(!html.contains("horse battery") && html.contains("type=\"password\""), "{html}");
        assert!(html.contains("value=\"/home\"") && html.contains("Try again"), "{html}");
        let typed = [("note", "a </textarea><b>\nline"), ("other", "\"><i>"), ("password", "horse battery"), ("lesson", "seven")];
        let html = not_saved(Arc::default(), page(unavailable, &typed)).await;
        assert!(html.contains("a &lt;/textarea&gt;&lt;b&gt;\nline"), "{html}");
        assert!(!html.contains("<i>") && html.contains("&lt;i&gt;") || html.contains("&quot;><i>"), "{html}");
        assert!(!html.contains("type=\"submit\"") && html.contains("abc"), "what has a field of no form is not sent again: {html}");
        assert!(!html.contains("horse battery"), "{html}");
    }

    #[tokio::test]
    async fn what_can_not_be_saved_here_can_be_copied_and_is_not_sent_again() {
        for error in [AppError::NotFound, AppError::Forbidden, AppError::Malformed] {
            let html = not_saved(Arc::default(), page(error, &[("note", "my words"), ("password", "horse battery")])).await;
            assert!(html.contains("my words") && html.contains("ref") && !html.contains("type=\"submit\""), "{html}");
            assert!(!html.contains("horse battery"));
        }
        let internal = AppError::Internal { reference: "x".into() };
        let html = not_saved(Arc::default(), page(internal, &[("token", "letmein"), ("name", "Ana María")])).await;
        assert!(html.contains("Ana María") && !html.contains("letmein") && !html.contains("type=\"submit\""), "{html}");
    }
}
