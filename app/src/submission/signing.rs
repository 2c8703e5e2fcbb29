//! Who signed the text, and signing it: at the desk, and under the text that is signed.

use backend::submission::{Member, Role, Submission};
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::SignSubmission;
use crate::{
    i18n::t,
    ui::{Form, Hidden, Req, Submit, signature},
};

/// The organisations that make it with their signatures; the button for who may sign.
pub fn signatures(req: &Req, s: &Submission, signs: bool) -> impl IntoView + use<> {
    let form = Form::of(&req.flash, "sign");
    let fixed = s.status().fixed();
    // who leads it is counted as soon as it is handed in, who contributes with their signature
    let mine = |m: &Member| m.role != Role::Reader && (!fixed || m.role != Role::Lead) && req.ctx.actor.is_focal_point_of(m.organisation);
    let to_sign = signs && s.has_text && s.team.iter().any(|m| mine(m) && m.signed.as_ref().is_none_or(|(r, ..)| *r != s.revision));
    let rows = s
        .team
        .iter()
        .filter(|m| m.role != Role::Reader)
        .map(|m| {
            let state = signature(m.signed.as_ref(), s.revision);
            view! { <li><bdi>{m.name.clone()}</bdi>" "{state}</li> }
        })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="sign">
            <h2 id="sign">{t!("sign-title")}</h2>
            <p>{if fixed { t!("sign-text-after") } else { t!("sign-text") }}</p>
            <ul class="outline">{rows}</ul>
            {form.summary()}
            {to_sign.then(|| view! {
                <form method="post" action=SignSubmission::url()>
                    <Hidden name="submission" value=s.id.to_string()/>
                    <Hidden name="revision" value=s.revision.to_string()/>
                    <Submit label=t!("sign-button")/>
                </form>
            })}
        </section>
    }
}
