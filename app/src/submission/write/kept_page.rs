//! `/submissions/kept`: what was typed into a draft that its writer may no longer change. Nothing typed is lost.

use leptos::prelude::*;

use crate::{
    href,
    i18n::t,
    ui::{Form, Page, TextArea, page},
};

/// The text that was not taken, to be copied.
#[component]
pub fn KeptPage() -> impl IntoView {
    page(|req| async move {
        let form = Form::of(&req.flash, "kept");
        let text = form.value("text");
        let signed_in = req.ctx.actor.is_signed_in();
        let body = view! {
            <h1>{t!("kept-title")}</h1>
            {if text.is_empty() {
                view! { <p class="lead">{t!("kept-none")}</p> }.into_any()
            } else {
                let lead = if signed_in { t!("kept-text") } else { t!("kept-signed-out") };
                view! { <p class="lead">{lead}</p><TextArea form=form name="text" label=t!("kept-label") rows=16/> }.into_any()
            }}
            <p>
                {if signed_in {
                    view! { <a class="button" href=href::SUBMISSIONS>{t!("submissions-title")}</a> }.into_any()
                } else {
                    view! { <a class="button" href=crate::server::sign_in_first(href::SUBMISSIONS)>{t!("nav-sign-in")}</a> }.into_any()
                }}
            </p>
        };
        Ok(Page::read(t!("kept-title"), body))
    })
}
