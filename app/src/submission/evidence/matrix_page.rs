//! `/submissions/{id}/matrix`: what became of the recommendations of the last cycle.

use backend::submission::{self, Prior};
use domain::{
    ids::SubmissionId,
    policy::action,
    submission::{Mark, Section, tally},
};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    href,
    i18n::t,
    server::id,
    submission::{
        forms,
        frame::crumbs,
        server_fns::{DraftFollowUp, MarkPrior},
        uploads::BringMatrix,
        words,
    },
    ui::{
        Choice, Empty, Form, Hidden, Page, Pager, Part, SaveScript, SaveState, Select, Submit, Tag, TextArea, Uploader, page, param, query,
    },
};

/// The matrix.
#[component]
pub fn MatrixPage() -> impl IntoView {
    let key = param("id");
    let only = query("mark");
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::ReadSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let writes = submission::may::<action::WriteSubmission, _>(ctx, &granted) && !granted.status().fixed();
        let all = submission::matrix(ctx, &granted).await?;
        let counts = tally(all.iter().map(|p| p.mark));
        let only_mark = only.as_deref().and_then(Mark::from_name);
        let shown: Vec<&Prior> = all.iter().filter(|p| only_mark.is_none_or(|m| p.mark == m)).collect();
        let part = Part::asked(shown.len(), 40);
        let link = href::submission_part(granted.id, "matrix");
        let filter = Mark::ALL
            .into_iter()
            .zip(counts)
            .filter(|(_, n)| *n > 0)
            .map(|(m, n)| {
                let current = only_mark == Some(m);
                view! {
                    <li>
                        <a href=format!("{link}?mark={}", m.name()) aria-current=current.then_some("true")>
                            {words::prior_mark(m)}
                            " "
                            <strong>{n}</strong>
                        </a>
                    </li>
                }
            })
            .collect_view();
        let rows = part.of(&shown).iter().map(|p| prior_view(p, granted.id, &req.flash, writes)).collect_view();
        let none = all.is_empty();
        let address = only_mark.map_or_else(|| link.clone(), |m| format!("{link}?mark={}", m.name()));
        let upload = Form::of(&req.flash, "matrix");
        let body = view! {
            {crumbs(&granted)}
            <h1>{t!("matrix-title")}</h1>
            <p class="lead">{t!("matrix-lead")}</p>
            {(!none).then(|| view! {
                <ul class="row plain">
                    <li>
                        <a href=link.clone() aria-current=only_mark.is_none().then_some("true")>
                            {t!("matrix-all")}
                            " "
                            <strong>{all.len()}</strong>
                        </a>
                    </li>
                    {filter}
                </ul>
            })}
            {if none {
                view! { <Empty text=t!("matrix-none")>""</Empty> }.into_any()
            } else {
                view! { <ol class="outline matrix">{rows}</ol> }.into_any()
            }}
            <Pager address=address part=part/>
            {(writes && !none).then(|| view! {
                <section class="card">
                    <h2>{t!("matrix-draft-title")}</h2>
                    <p>{t!("matrix-draft-text", section = words::section(Section::FollowUp))}</p>
                    <form method="post" action=DraftFollowUp::url()>
                        <Hidden name="submission" value=granted.id.to_string()/>
                        <Submit label=t!("matrix-draft") class="button quiet"/>
                    </form>
                </section>
            })}
            {writes.then(|| view! {
                <section class="card">
                    <h2>{t!("matrix-bring-title")}</h2>
                    <p>{t!("matrix-bring-text")}</p>
                    <Uploader
                        form=upload
                        action=BringMatrix::url()
                        label=t!("matrix-file")
                        accept=".csv,.xlsx"
                        button=t!("matrix-bring")
                    >
                        <Hidden name="submission" value=granted.id.to_string()/>
                    </Uploader>
                </section>
            })}
            <SaveScript/>
        };
        Ok(Page::read(t!("matrix-title"), body))
    })
}

fn prior_view(p: &Prior, submission: SubmissionId, flash: &crate::server::Flash, writes: bool) -> impl IntoView + use<> {
    let form = Form::of(flash, &format!("prior-{}", p.id))
        .asks::<forms::MarkPrior>()
        .default_value("mark", p.mark.name())
        .default_value("evidence", p.evidence.clone());
    let marks = Mark::ALL.into_iter().map(|m| Choice::new(m.name(), words::prior_mark(m))).collect();
    let from = [p.number.clone(), p.made_by.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    let edit = if writes {
        view! {
            <form method="post" action=MarkPrior::url() data-autosave="">
                {form.summary()}
                <Hidden name="submission" value=submission.to_string()/>
                <Hidden name="prior" value=p.id.to_string()/>
                <Select form=form.clone() name="mark" label=t!("matrix-mark") choices=marks/>
                <TextArea form=form name="evidence" label=t!("matrix-evidence") rows=2/>
                <div class="row"><Submit label=t!("save") class="button quiet"/><SaveState saved=p.mark != Mark::Open/></div>
            </form>
        }
        .into_any()
    } else {
        view! { <p><Tag text=words::prior_mark(p.mark)/></p><p class="pre-line" data-content=""><bdi>{p.evidence.clone()}</bdi></p> }
            .into_any()
    };
    view! {
        <li id=format!("prior-{}", p.id)>
            <p data-content=""><bdi>{p.text.clone()}</bdi></p>
            <p class="row"><Tag text=words::position(p.position)/><span class="muted small" data-content=""><bdi>{from}</bdi></span></p>
            {edit}
        </li>
    }
}
