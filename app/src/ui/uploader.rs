//! Forms that bring a file.

use leptos::prelude::*;

use super::form::{FileField, Form, Submit};

/// A form that brings one file. Its children are what else is asked; the file and the button follow.
#[component]
pub fn Uploader(
    form: Form,
    action: &'static str,
    #[prop(default = "file")] name: &'static str,
    label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] accept: Option<&'static str>,
    button: String,
    #[prop(default = "button")] class: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <form method="post" action=action enctype="multipart/form-data">
            {form.summary()}
            {children.map(|children| children())}
            <FileField form=form name=name label=label nostrip:hint=hint nostrip:accept=accept/>
            <Submit label=button class=class/>
        </form>
    }
}
