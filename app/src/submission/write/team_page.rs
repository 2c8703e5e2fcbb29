//! `/submissions/{id}/team`: the organisations of a submission.

use backend::submission::{self, Role};
use domain::{ids::SubmissionId, policy::action};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    i18n::t,
    server::id,
    submission::{
        forms,
        frame::crumbs,
        server_fns::{AddOrganisation, RemoveOrganisation},
        words,
    },
    ui::{Choice, Field, Form, Hidden, Page, Select, Submit, Tag, page, param},
};

/// Who makes it.
#[component]
pub fn TeamPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let granted = submission::load_for::<action::ReadSubmission>(&req.ctx, id::<SubmissionId>(&key)?).await?;
        let changes = submission::may::<action::LeadSubmission, _>(&req.ctx, &granted) && !granted.status().fixed();
        let rows = granted
            .team
            .iter()
            .map(|m| {
                let remove = (changes && m.role != Role::Lead).then(|| {
                    view! {
                        <form method="post" action=RemoveOrganisation::url()>
                            <Hidden name="submission" value=granted.id.to_string()/>
                            <Hidden name="organisation" value=m.organisation.to_string()/>
                            <button type="submit" class="link">{t!("makers-remove")}</button>
                        </form>
                    }
                });
                view! { <li><bdi>{m.name.clone()}</bdi>" "<Tag text=words::team_role(m.role)/>{remove}</li> }
            })
            .collect_view();
        let form = Form::of(&req.flash, "team").asks::<forms::AddOrganisation>().default_value("role", Role::Contributor.name());
        let roles = [Role::Contributor, Role::Reader].into_iter().map(|r| Choice::new(r.name(), words::team_role(r))).collect();
        let add = changes.then(|| {
            view! {
                <section class="card">
                    <h2>{t!("team-add-title")}</h2>
                    <p>{t!("team-add-text")}</p>
                    <form method="post" action=AddOrganisation::url()>
                        {form.summary()}
                        <Hidden name="submission" value=granted.id.to_string()/>
                        <Field form=form.clone() name="name" label=t!("team-name") hint=t!("team-name-hint")/>
                        <Select form=form name="role" label=t!("makers-role") choices=roles/>
                        <Submit label=t!("makers-add")/>
                    </form>
                </section>
            }
        });
        let body = view! {
            {crumbs(&granted)}
            <h1>{t!("makers-title")}</h1>
            <p class="lead">{t!("team-lead-text")}</p>
            {Form::of(&req.flash, "team_remove").summary()}
            <ul class="outline">{rows}</ul>
            {add}
        };
        Ok(Page::read(t!("makers-title"), body))
    })
}
