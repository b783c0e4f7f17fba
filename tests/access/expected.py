"""What is expected, written out as data: a change of the policy shows as a changed line here.

Nothing of this is computed from the policy. y opens or lets in, r leads on, x is forbidden, n not
found, m not by this method. One letter: whatever object is named, or none is; four: an object of
the own unit, of its sibling, of its parent, of its child; over the province two: of the sibling, of
the parent.
"""

OPENED = """
                              PO   AP   AO   AC   DE   LE   LN   CE   AS   LD   AU   AD   NO   DG
account_change_password               * y
account_inactive                      * y
account_login                         * r
account_logout                        * y
account_reauthenticate                * y
account_reset_password                * y
account_reset_password_done           * y
account_reset_password_from_key       * yyyy
account_reset_password_from_key_done  * y
account_set_password                  * r
accounts:account                      * y
accounts:accounts                     * x
accounts:change                       * x
accounts:close                        * x
accounts:delegate                     * m
accounts:delegations                  * y
accounts:end_delegation               * m
accounts:end_other_sessions           * m
accounts:end_session                  * m
accounts:grant                        * x
accounts:lift_lockout                 * x
accounts:make_link                    * x
accounts:new                          * x
accounts:one                          * x
accounts:remove_second_factors        * x
accounts:reopen                       * x
accounts:revoke                       * x
accounts:second_factor                * y
accounts:start_acting                 * m
accounts:stop_acting                  * m
alive                                 * y
audit                                 * x
audit_entry                           * x
audit_history                 yxxy yxxy yxxy x    x    x    x    x    x    x    yxxy x    x    yxxy
cancel_job                            * m
catalogue:programme           yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy x    yyyy
catalogue:programmes          y    y    y    y    y    y    y    y    y    y    y    y    x    y
catalogue:requirements        y    y    y    y    y    y    y    y    y    y    y    y    x    y
choose_columns                        * m
classes:class                 yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy x    yyyy
classes:classes               y    y    y    y    y    y    y    y    y    y    y    y    x    y
classes:lecturer              yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy x    yyyy
classes:new_plan                      * x
classes:plan                  y    y    y    y    y    x    x    x    x    y    y    x    x    y
classes:site                  yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy yyyy x    yyyy
classes:timetables            y    y    y    y    y    y    y    y    y    y    y    y    x    y
classes:workbook                      * x
costs:budget                          * x
costs:budgets                         * x
costs:case                    ynny ynny ynny x    x    x    ynnn x    x    ynny ynny x    x    ynny
costs:case_appeal             m    x    m    x    x    x    x    x    x    x    x    x    x    m
costs:case_cost               m    x    m    x    x    x    x    x    x    x    x    x    x    m
costs:case_council            m    x    m    x    x    x    x    x    x    x    x    x    x    m
costs:case_decide             x    m    x    x    x    x    x    x    x    x    x    x    x    x
costs:case_meeting            m    x    m    x    x    x    x    x    x    x    x    x    x    m
costs:case_pay                m    x    m    x    x    x    x    x    x    x    x    x    x    m
costs:cases                   y    y    y    x    x    x    y    x    x    y    y    x    x    y
costs:commit                          * x
costs:commit_plan                     * x
costs:commitment              ynny ynny ynny x    x    x    ynnn x    x    ynny ynny x    x    ynny
costs:commitments             y    y    y    x    x    x    y    x    x    y    y    x    x    y
costs:correct                         * x
costs:estimate                        * x
costs:estimate_agencies       y    y    y    x    x    x    x    y    y    y    y    x    x    y
costs:estimate_class                  * x
costs:estimate_classes                * x
costs:estimate_workbook               * x
costs:new_commitment          y    x    y    x    x    x    x    x    x    x    x    x    x    y
costs:new_commitment_rule             * x
costs:new_compensation_rule           * x
costs:new_estimate                    * x
costs:new_norm                        * x
costs:norms                   y    y    y    y    y    y    y    y    y    y    y    y    x    y
costs:open_case               m    x    m    x    x    x    x    x    x    x    x    x    x    m
costs:pay                             * x
costs:rules                   y    y    y    y    y    y    y    y    y    y    y    y    x    y
delete_filter                         * m
documents:bodies              y    y    y    y    x    x    x    x    x    y    y    x    x    y
documents:change              m    x    x    m    x    x    x    x    x    x    x    x    x    x
documents:document            ynny ynny ynny ynny x    x    x    x    x    ynny ynny x    x    ynny
documents:documents           y    y    y    y    x    x    x    x    x    y    y    x    x    y
documents:drop                m    x    x    m    x    x    x    x    x    x    x    x    x    x
documents:link                m    x    x    m    x    x    x    x    x    x    x    x    x    x
documents:new                 y    x    x    y    x    x    x    x    x    x    x    x    x    x
documents:new_signer                  * x
documents:new_template                * x
documents:number              x    m    x    x    x    x    x    x    x    x    x    x    x    x
documents:pdf                 rnnr rnnr rnnr rnnr x    x    x    x    x    rnnr rnnr x    x    rnnr
documents:scan                m    x    x    m    x    x    x    x    x    x    x    x    x    x
documents:scan_file           nnnn nnnn nnnn nnnn x    x    x    x    x    nnnn nnnn x    x    nnnn
documents:stop_signer                 * x
documents:template_file       yyyy yyyy yyyy yyyy x    x    x    x    x    yyyy yyyy x    x    yyyy
documents:template_preview    yyyy yyyy yyyy yyyy x    x    x    x    x    yyyy yyyy x    x    yyyy
documents:templates           y    y    y    y    x    x    x    x    x    y    y    x    x    y
documents:word                ynny ynny ynny ynny x    x    x    x    x    ynny ynny x    x    ynny
intake:again                  m    x    m    x    x    x    x    x    x    x    x    x    x    m
intake:correct                m    x    m    x    x    x    x    x    x    x    x    x    x    m
intake:corrected              nnnn x    nnnn x    x    x    x    x    x    x    x    x    x    nnnn
intake:decide                 m    x    m    x    x    x    x    x    x    x    x    x    x    m
intake:decide_pair            m    x    m    x    x    x    x    x    x    x    x    x    x    m
intake:drop                   m    x    m    x    x    x    x    x    x    x    x    x    x    m
intake:duplicates             nnnn x    nnnn x    x    x    x    x    x    x    x    x    x    nnnn
intake:faults                 nnnn x    nnnn x    x    x    x    x    x    x    x    x    x    nnnn
intake:forget_form            m    x    m    x    x    x    x    x    x    x    x    x    x    m
intake:forms                  y    x    y    x    x    x    x    x    x    x    x    x    x    y
intake:imports                y    x    y    x    x    x    x    x    x    x    x    x    x    y
intake:layout                 nnnn x    nnnn x    x    x    x    x    x    x    x    x    x    nnnn
intake:list                   ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
intake:merge                  ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
intake:merges                 y    x    y    x    x    x    x    x    x    x    x    x    x    y
intake:people_pairs           y    x    y    x    x    x    x    x    x    x    x    x    x    y
intake:returned               nnnn x    nnnn x    x    x    x    x    x    x    x    x    x    nnnn
intake:row                    nnnn x    nnnn x    x    x    x    x    x    x    x    x    x    nnnn
intake:rows                   nnnn x    nnnn x    x    x    x    x    x    x    x    x    x    nnnn
intake:store                  m    x    m    x    x    x    x    x    x    x    x    x    x    m
intake:undo                   m    x    m    x    x    x    x    x    x    x    x    x    x    m
intake:undo_merge             m    x    m    x    x    x    x    x    x    x    x    x    x    m
job                                   * nnnn
job_progress                          * nnnn
jobs                                  * y
login                                 * r
logout                                * y
mfa_activate_totp                     * r
mfa_add_webauthn                      * r
mfa_authenticate                      * r
mfa_deactivate_totp                   * n
mfa_edit_webauthn                     * rrrr
mfa_generate_recovery_codes           * r
mfa_index                             * y
mfa_list_webauthn                     * y
mfa_login_webauthn                    * r
mfa_reauthenticate                    * r
mfa_reauthenticate_webauthn           * r
mfa_remove_webauthn                   * rrrr
mfa_view_recovery_codes               * n
notices:go                            * nnnn
notices:notices                       * y
notices:preferences                   * y
notices:read_all                      * m
openid_connect_callback               * nnnn
openid_connect_login                  * nnnn
privacy:consent                       * x
privacy:erase                         * x
privacy:export                m    x    x    x    x    x    m    x    x    x    x    x    x    x
privacy:overview                      * x
privacy:person                ynny ynny ynny yyyy yyyy yynn ynnn x    x    ynny ynny x    x    ynny
privacy:readers               ynny x    ynny x    x    x    ynnn x    x    x    ynny x    x    ynny
privacy:retention                     * x
privacy:reveal                m    x    m    x    x    x    m    x    x    x    m    x    x    m
privacy:sensitive             m    x    m    x    x    x    m    x    x    x    m    x    x    m
privacy:withdraw                      * x
replanning:add                        * x
replanning:choose             m    m    m    m    m    x    x    x    x    m    m    x    x    m
replanning:compare                    * x
replanning:compute                    * x
replanning:index              y    y    y    y    y    x    x    x    x    y    y    x    x    y
replanning:new                        * x
replanning:one                nnnn nnnn nnnn nnnn nnnn x    x    x    x    nnnn nnnn x    x    nnnn
replanning:undo                       * x
replanning:way                nnnn nnnn nnnn nnnn nnnn x    x    x    x    nnnn nnnn x    x    nnnn
reports:desk                          * y
reports:export_people         m    m    m    m    x    x    x    x    x    m    m    x    x    m
reports:home                          * x
reports:needs                 y    y    y    y    y    y    y    x    x    y    y    x    x    y
reports:people                y    y    y    y    y    y    y    x    x    y    y    x    x    y
reports:person                ynny ynny ynny yyyy yyyy yynn ynnn x    x    ynny ynny x    x    ynny
reports:person_record         ynny ynny ynny x    x    x    ynnn x    x    ynny ynny x    x    ynny
reports:person_requirements   ynny ynny ynny yyyy yyyy yynn ynnn x    x    ynny ynny x    x    ynny
reports:return                yyyy yyyy yyyy x    x    x    x    yyyy yyyy yyyy yyyy x    x    yyyy
reports:return_cell           nnnn nnnn nnnn nnnn nnnn nnnn nnnn x    x    nnnn nnnn x    x    nnnn
reports:return_column                 * x
reports:return_column_move            * x
reports:return_column_new             * x
reports:return_column_remove          * x
reports:return_copy                   * x
reports:return_edit                   * x
reports:return_file           yyyy yyyy yyyy x    x    x    x    yyyy yyyy yyyy yyyy x    x    yyyy
reports:returns               y    y    y    x    x    x    x    y    y    y    y    x    x    y
reports:unit                  ynny ynny ynny x    x    x    x    ynny ynny ynny ynny x    x    ynny
reports:units                 y    y    y    x    x    x    x    y    y    y    y    x    x    y
retry_job                             * m
save_filter                           * m
scenarios:add                         * x
scenarios:adopt                       * x
scenarios:archive                     * x
scenarios:compare                     * x
scenarios:compute                     * x
scenarios:copy                        * x
scenarios:index                       * x
scenarios:money                       * x
scenarios:needs                       * x
scenarios:new                         * x
scenarios:one                         * x
scenarios:people                      * x
scenarios:plan                        * x
scenarios:reopen                      * x
scenarios:undo                        * x
search:hits                           * y
search:search                         * y
sending:add_need              m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:answer_comment                * x
sending:answer_survey         m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:approve_exception     x    m    x    x    x    x    x    x    x    x    x    x    x    x
sending:approve_plan                  * x
sending:attach_plan                   * x
sending:change_nomination     m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:change_quotas                 * x
sending:comment_plan          m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:copy_round                    * x
sending:decision_amend                * x
sending:decision_cancel               * x
sending:decision_draft                * x
sending:decision_words        y    y    y    y    x    x    x    x    x    y    y    x    x    y
sending:decision_words_change         * x
sending:decisions             yyyy yyyy yyyy yyyy x    x    x    x    x    yyyy yyyy x    x    yyyy
sending:extend_deadline               * x
sending:finish_step                   * x
sending:finish_task           m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:issue_quotas                  * x
sending:new_round                     * x
sending:nominate              m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:nominate_list         m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:nominate_planned      m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:nomination            ynny ynny ynny yyyy yyyy yynn ynnn x    x    ynny ynny x    x    ynny
sending:nominations           y    y    y    x    x    x    x    x    x    y    y    x    x    y
sending:nominations_of_class  yyyy yyyy yyyy x    x    x    x    x    x    yyyy yyyy x    x    yyyy
sending:nominations_round     yyyy yyyy yyyy x    x    x    x    x    x    yyyy yyyy x    x    yyyy
sending:open_step                     * x
sending:quotas                yyyy yyyy yyyy x    x    x    x    yyyy yyyy yyyy yyyy x    x    yyyy
sending:refresh_survey                * x
sending:refusals              yyyy yyyy yyyy x    x    x    x    yyyy yyyy yyyy yyyy x    x    yyyy
sending:refuse_plan                   * x
sending:reopen_step                   * x
sending:report_joined         m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:round                 yyyy yyyy yyyy yyyy yyyy x    x    x    x    yyyy yyyy x    x    yyyy
sending:round_agencies        yyyy yyyy yyyy yyyy yyyy x    x    x    x    yyyy yyyy x    x    yyyy
sending:round_agency          ynny ynny ynny x    x    x    x    ynny ynny ynny ynny x    x    ynny
sending:round_comments        yyyy yyyy yyyy x    x    x    x    yyyy yyyy yyyy yyyy x    x    yyyy
sending:round_step                    * x
sending:rounds                y    y    y    y    y    x    x    x    x    y    y    x    x    y
sending:rule_refusal                  * x
sending:select                        * x
sending:selection                     * x
sending:submit_nominations    m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:survey                ynny ynny ynny x    x    x    x    ynny ynny ynny ynny x    x    ynny
sending:survey_file           ynny ynny ynny nnnn x    x    x    x    x    ynny ynny x    x    ynny
sending:survey_results        yyyy yyyy yyyy x    x    x    x    yyyy yyyy yyyy yyyy x    x    yyyy
sending:take_back             m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:undo_answers          m    x    m    x    x    x    x    x    x    x    x    x    x    m
sending:upload                        * x
sending:upload_survey         m    x    m    x    x    x    x    x    x    x    x    x    x    m
set_language                          * r
ui:design                             * y
"""

OPENED_OVER_PROVINCE = """
                              PO   AP   AO   AC   DE   LE   LN   CE   AS   LD   AU   AD
account_change_password               * y
account_inactive                      * y
account_login                         * r
account_logout                        * y
account_reauthenticate                * y
account_reset_password                * y
account_reset_password_done           * y
account_reset_password_from_key       * yy
account_reset_password_from_key_done  * y
account_set_password                  * r
accounts:account                      * y
accounts:accounts             x    x    x    x    x    x    x    x    x    x    y    y
accounts:change               x    x    x    x    x    x    x    x    x    x    x    m
accounts:close                x    x    x    x    x    x    x    x    x    x    x    m
accounts:delegate                     * m
accounts:delegations                  * y
accounts:end_delegation               * m
accounts:end_other_sessions           * m
accounts:end_session                  * m
accounts:grant                x    x    x    x    x    x    x    x    x    x    x    m
accounts:lift_lockout         x    x    x    x    x    x    x    x    x    x    x    m
accounts:make_link            x    x    x    x    x    x    x    x    x    x    x    m
accounts:new                  x    x    x    x    x    x    x    x    x    x    x    r
accounts:one                  x    x    x    x    x    x    x    x    x    x    yy   yy
accounts:remove_second_factors x    x    x    x    x    x    x    x    x    x    x    m
accounts:reopen               x    x    x    x    x    x    x    x    x    x    x    m
accounts:revoke               x    x    x    x    x    x    x    x    x    x    x    m
accounts:second_factor                * y
accounts:start_acting                 * m
accounts:stop_acting                  * m
alive                                 * y
audit                         x    x    x    x    x    x    x    x    x    x    y    x
audit_entry                   x    x    x    x    x    x    x    x    x    x    yy   x
audit_history                 yy   yy   yy   x    x    x    x    x    x    x    yy   x
cancel_job                            * m
catalogue:programme                   * yy
catalogue:programmes                  * y
catalogue:requirements                * y
choose_columns                        * m
classes:class                         * yy
classes:classes                       * y
classes:lecturer                      * yy
classes:new_plan              m    x    x    x    x    x    x    x    x    x    x    x
classes:plan                  y    y    y    y    y    x    x    x    x    y    y    x
classes:site                          * yy
classes:timetables                    * y
classes:workbook              y    y    y    x    x    x    x    x    x    y    y    x
costs:budget                  yy   yy   yy   x    x    x    x    x    x    yy   yy   x
costs:budgets                 y    y    y    x    x    x    x    x    x    y    y    x
costs:case                    yy   yy   yy   x    x    x    nn   x    x    yy   yy   x
costs:case_appeal             m    x    m    x    x    x    x    x    x    x    x    x
costs:case_cost               m    x    m    x    x    x    x    x    x    x    x    x
costs:case_council            m    x    m    x    x    x    x    x    x    x    x    x
costs:case_decide             x    m    x    x    x    x    x    x    x    x    x    x
costs:case_meeting            m    x    m    x    x    x    x    x    x    x    x    x
costs:case_pay                m    x    m    x    x    x    x    x    x    x    x    x
costs:cases                   y    y    y    x    x    x    y    x    x    y    y    x
costs:commit                  m    x    x    x    x    x    x    x    x    x    x    x
costs:commit_plan             m    x    x    x    x    x    x    x    x    x    x    x
costs:commitment              yy   yy   yy   x    x    x    nn   x    x    yy   yy   x
costs:commitments             y    y    y    x    x    x    y    x    x    y    y    x
costs:correct                 yy   x    x    x    x    x    x    x    x    x    x    x
costs:estimate                y    y    y    x    x    x    x    x    x    y    y    x
costs:estimate_agencies       y    y    y    x    x    x    x    y    y    y    y    x
costs:estimate_class          yy   yy   yy   x    x    x    x    x    x    yy   yy   x
costs:estimate_classes        y    y    y    x    x    x    x    x    x    y    y    x
costs:estimate_workbook       y    y    y    x    x    x    x    x    x    y    y    x
costs:new_commitment          y    x    y    x    x    x    x    x    x    x    x    x
costs:new_commitment_rule     y    x    x    x    x    x    x    x    x    x    x    x
costs:new_compensation_rule   y    x    x    x    x    x    x    x    x    x    x    x
costs:new_estimate            m    x    x    x    x    x    x    x    x    x    x    x
costs:new_norm                y    x    x    x    x    x    x    x    x    x    x    x
costs:norms                           * y
costs:open_case               m    x    m    x    x    x    x    x    x    x    x    x
costs:pay                     m    x    x    x    x    x    x    x    x    x    x    x
costs:rules                           * y
delete_filter                         * m
documents:bodies              y    y    y    y    x    x    x    x    x    y    y    x
documents:change              m    x    x    m    x    x    x    x    x    x    x    x
documents:document            yy   yy   yy   yy   x    x    x    x    x    yy   yy   x
documents:documents           y    y    y    y    x    x    x    x    x    y    y    x
documents:drop                m    x    x    m    x    x    x    x    x    x    x    x
documents:link                m    x    x    m    x    x    x    x    x    x    x    x
documents:new                 y    x    x    y    x    x    x    x    x    x    x    x
documents:new_signer          m    x    x    x    x    x    x    x    x    x    x    x
documents:new_template        m    x    x    x    x    x    x    x    x    x    x    x
documents:number              x    m    x    x    x    x    x    x    x    x    x    x
documents:pdf                 rr   rr   rr   rr   x    x    x    x    x    rr   rr   x
documents:scan                m    x    x    m    x    x    x    x    x    x    x    x
documents:scan_file           nn   nn   nn   nn   x    x    x    x    x    nn   nn   x
documents:stop_signer         m    x    x    x    x    x    x    x    x    x    x    x
documents:template_file       yy   yy   yy   yy   x    x    x    x    x    yy   yy   x
documents:template_preview    yy   yy   yy   yy   x    x    x    x    x    yy   yy   x
documents:templates           y    y    y    y    x    x    x    x    x    y    y    x
documents:word                yy   yy   yy   yy   x    x    x    x    x    yy   yy   x
intake:again                  m    x    m    x    x    x    x    x    x    x    x    x
intake:correct                m    x    m    x    x    x    x    x    x    x    x    x
intake:corrected              nn   x    nn   x    x    x    x    x    x    x    x    x
intake:decide                 m    x    m    x    x    x    x    x    x    x    x    x
intake:decide_pair            m    x    m    x    x    x    x    x    x    x    x    x
intake:drop                   m    x    m    x    x    x    x    x    x    x    x    x
intake:duplicates             nn   x    nn   x    x    x    x    x    x    x    x    x
intake:faults                 nn   x    nn   x    x    x    x    x    x    x    x    x
intake:forget_form            m    x    m    x    x    x    x    x    x    x    x    x
intake:forms                  y    x    y    x    x    x    x    x    x    x    x    x
intake:imports                y    x    y    x    x    x    x    x    x    x    x    x
intake:layout                 nn   x    nn   x    x    x    x    x    x    x    x    x
intake:list                   yy   x    yy   x    x    x    x    x    x    x    x    x
intake:merge                  yy   x    yy   x    x    x    x    x    x    x    x    x
intake:merges                 y    x    y    x    x    x    x    x    x    x    x    x
intake:people_pairs           y    x    y    x    x    x    x    x    x    x    x    x
intake:returned               nn   x    nn   x    x    x    x    x    x    x    x    x
intake:row                    nn   x    nn   x    x    x    x    x    x    x    x    x
intake:rows                   nn   x    nn   x    x    x    x    x    x    x    x    x
intake:store                  m    x    m    x    x    x    x    x    x    x    x    x
intake:undo                   m    x    m    x    x    x    x    x    x    x    x    x
intake:undo_merge             m    x    m    x    x    x    x    x    x    x    x    x
job                           yy   nn   nn   nn   nn   nn   nn   nn   nn   nn   yy   yy
job_progress                  yy   nn   nn   nn   nn   nn   nn   nn   nn   nn   yy   yy
jobs                                  * y
login                                 * r
logout                                * y
mfa_activate_totp                     * r
mfa_add_webauthn                      * r
mfa_authenticate                      * r
mfa_deactivate_totp                   * n
mfa_edit_webauthn                     * rr
mfa_generate_recovery_codes           * r
mfa_index                             * y
mfa_list_webauthn                     * y
mfa_login_webauthn                    * r
mfa_reauthenticate                    * r
mfa_reauthenticate_webauthn           * r
mfa_remove_webauthn                   * rr
mfa_view_recovery_codes               * n
notices:go                            * nn
notices:notices                       * y
notices:preferences                   * y
notices:read_all                      * m
openid_connect_callback               * nn
openid_connect_login                  * nn
privacy:consent               yy   x    x    x    x    x    x    x    x    x    x    x
privacy:erase                 yy   x    x    x    x    x    x    x    x    x    x    x
privacy:export                m    x    x    x    x    x    m    x    x    x    x    x
privacy:overview              y    x    x    x    x    x    x    x    x    x    x    x
privacy:person                yy   yy   yy   yy   yy   yn   nn   x    x    yy   yy   x
privacy:readers               yy   x    yy   x    x    x    nn   x    x    x    yy   x
privacy:retention             yy   x    x    x    x    x    x    x    x    x    x    x
privacy:reveal                m    x    m    x    x    x    m    x    x    x    m    x
privacy:sensitive             m    x    m    x    x    x    m    x    x    x    m    x
privacy:withdraw              m    x    x    x    x    x    x    x    x    x    x    x
replanning:add              m    x    x    x    x    x    x    x    x    x    x    x
replanning:choose           m    m    m    m    m    x    x    x    x    m    m    x
replanning:compare          yy   yy   yy   x    x    x    x    x    x    yy   yy   x
replanning:compute          m    x    x    x    x    x    x    x    x    x    x    x
replanning:index            y    y    y    y    y    x    x    x    x    y    y    x
replanning:new              m    x    x    x    x    x    x    x    x    x    x    x
replanning:one              yy   yy   yy   nn   nn   x    x    x    x    yy   yy   x
replanning:undo             m    x    x    x    x    x    x    x    x    x    x    x
replanning:way              yy   yy   yy   nn   nn   x    x    x    x    yy   yy   x
reports:desk                          * y
reports:export_people         m    m    m    m    x    x    x    x    x    m    m    x
reports:home                  y    y    y    x    x    x    x    x    x    y    y    x
reports:needs                 y    y    y    y    y    y    y    x    x    y    y    x
reports:people                y    y    y    y    y    y    y    x    x    y    y    x
reports:person                yy   yy   yy   yy   yy   yn   nn   x    x    yy   yy   x
reports:person_record         yy   yy   yy   x    x    x    nn   x    x    yy   yy   x
reports:person_requirements   yy   yy   yy   yy   yy   yn   nn   x    x    yy   yy   x
reports:return                yy   yy   yy   x    x    x    x    yy   yy   yy   yy   x
reports:return_cell           nn   nn   nn   nn   nn   nn   nn   x    x    nn   nn   x
reports:return_column         yy   x    x    x    x    x    x    x    x    x    x    x
reports:return_column_move    m    x    x    x    x    x    x    x    x    x    x    x
reports:return_column_new     yy   x    x    x    x    x    x    x    x    x    x    x
reports:return_column_remove  m    x    x    x    x    x    x    x    x    x    x    x
reports:return_copy           m    x    x    x    x    x    x    x    x    x    x    x
reports:return_edit           yy   x    x    x    x    x    x    x    x    x    x    x
reports:return_file           yy   yy   yy   x    x    x    x    yy   yy   yy   yy   x
reports:returns               y    y    y    x    x    x    x    y    y    y    y    x
reports:unit                  yy   yy   yy   x    x    x    x    yy   yy   yy   yy   x
reports:units                 y    y    y    x    x    x    x    y    y    y    y    x
retry_job                             * m
save_filter                           * m
scenarios:add                 yy   x    x    x    x    x    x    x    x    x    x    x
scenarios:adopt               x    yy   x    x    x    x    x    x    x    x    x    x
scenarios:archive             m    x    x    x    x    x    x    x    x    x    x    x
scenarios:compare             y    y    y    x    x    x    x    x    x    y    y    x
scenarios:compute             m    x    x    x    x    x    x    x    x    x    x    x
scenarios:copy                m    x    x    x    x    x    x    x    x    x    x    x
scenarios:index               y    y    y    x    x    x    x    x    x    y    y    x
scenarios:money               yy   yy   yy   x    x    x    x    x    x    yy   yy   x
scenarios:needs               yy   yy   yy   x    x    x    x    x    x    yy   yy   x
scenarios:new                 m    x    x    x    x    x    x    x    x    x    x    x
scenarios:one                 yy   yy   yy   x    x    x    x    x    x    yy   yy   x
scenarios:people              yy   yy   yy   x    x    x    x    x    x    yy   yy   x
scenarios:plan                yy   yy   yy   x    x    x    x    x    x    yy   yy   x
scenarios:reopen              m    x    x    x    x    x    x    x    x    x    x    x
scenarios:undo                m    x    x    x    x    x    x    x    x    x    x    x
search:hits                           * y
search:search                         * y
sending:add_need              m    x    m    x    x    x    x    x    x    x    x    x
sending:answer_comment        m    x    x    x    x    x    x    x    x    x    x    x
sending:answer_survey         m    x    m    x    x    x    x    x    x    x    x    x
sending:approve_exception     x    m    x    x    x    x    x    x    x    x    x    x
sending:approve_plan          x    m    x    x    x    x    x    x    x    x    x    x
sending:attach_plan           m    x    x    x    x    x    x    x    x    x    x    x
sending:change_nomination     m    x    m    x    x    x    x    x    x    x    x    x
sending:change_quotas         m    x    x    x    x    x    x    x    x    x    x    x
sending:comment_plan          m    x    m    x    x    x    x    x    x    x    x    x
sending:copy_round            m    x    x    x    x    x    x    x    x    x    x    x
sending:decision_amend        yy   x    x    x    x    x    x    x    x    x    x    x
sending:decision_cancel       yy   x    x    x    x    x    x    x    x    x    x    x
sending:decision_draft        yy   x    x    x    x    x    x    x    x    x    x    x
sending:decision_words        y    y    y    y    x    x    x    x    x    y    y    x
sending:decision_words_change yy   x    x    x    x    x    x    x    x    x    x    x
sending:decisions             yy   yy   yy   yy   x    x    x    x    x    yy   yy   x
sending:extend_deadline       m    x    x    x    x    x    x    x    x    x    x    x
sending:finish_step           m    x    x    x    x    x    x    x    x    x    x    x
sending:finish_task           m    x    m    x    x    x    x    x    x    x    x    x
sending:issue_quotas          m    x    x    x    x    x    x    x    x    x    x    x
sending:new_round             y    x    x    x    x    x    x    x    x    x    x    x
sending:nominate              m    x    m    x    x    x    x    x    x    x    x    x
sending:nominate_list         m    x    m    x    x    x    x    x    x    x    x    x
sending:nominate_planned      m    x    m    x    x    x    x    x    x    x    x    x
sending:nomination            yy   yy   yy   yy   yy   yn   nn   x    x    yy   yy   x
sending:nominations           y    y    y    x    x    x    x    x    x    y    y    x
sending:nominations_of_class  yy   yy   yy   x    x    x    x    x    x    yy   yy   x
sending:nominations_round     yy   yy   yy   x    x    x    x    x    x    yy   yy   x
sending:open_step             m    x    x    x    x    x    x    x    x    x    x    x
sending:quotas                yy   yy   yy   x    x    x    x    yy   yy   yy   yy   x
sending:refresh_survey        m    x    x    x    x    x    x    x    x    x    x    x
sending:refusals              yy   yy   yy   x    x    x    x    yy   yy   yy   yy   x
sending:refuse_plan           x    m    x    x    x    x    x    x    x    x    x    x
sending:reopen_step           m    x    x    x    x    x    x    x    x    x    x    x
sending:report_joined         m    x    m    x    x    x    x    x    x    x    x    x
sending:round                 yy   yy   yy   yy   yy   x    x    x    x    yy   yy   x
sending:round_agencies        yy   yy   yy   yy   yy   x    x    x    x    yy   yy   x
sending:round_agency          yy   yy   yy   x    x    x    x    yy   yy   yy   yy   x
sending:round_comments        yy   yy   yy   x    x    x    x    yy   yy   yy   yy   x
sending:round_step            yy   x    x    x    x    x    x    x    x    x    x    x
sending:rounds                y    y    y    y    y    x    x    x    x    y    y    x
sending:rule_refusal          m    x    x    x    x    x    x    x    x    x    x    x
sending:select                m    x    x    x    x    x    x    x    x    x    x    x
sending:selection             yy   x    x    x    x    x    x    x    x    x    x    x
sending:submit_nominations    m    x    m    x    x    x    x    x    x    x    x    x
sending:survey                yy   yy   yy   x    x    x    x    yy   yy   yy   yy   x
sending:survey_file           yy   yy   yy   nn   x    x    x    x    x    yy   yy   x
sending:survey_results        yy   yy   yy   x    x    x    x    yy   yy   yy   yy   x
sending:take_back             m    x    m    x    x    x    x    x    x    x    x    x
sending:undo_answers          m    x    m    x    x    x    x    x    x    x    x    x
sending:upload                y    x    x    x    x    x    x    x    x    x    x    x
sending:upload_survey         m    x    m    x    x    x    x    x    x    x    x    x
set_language                          * r
ui:design                             * y
"""

WRITTEN = """
                              PO   AP   AO   AC   DE   LE   LN   CE   AS   LD   AU   AD   NO   DG
account_change_password               * y
account_set_password                  * y
accounts:change                       * x
accounts:close                        * x
accounts:delegate                     * y
accounts:end_delegation               * nnnn
accounts:end_other_sessions           * y
accounts:end_session                  * nnnn
accounts:grant                        * x
accounts:lift_lockout                 * x
accounts:make_link                    * x
accounts:new                          * x
accounts:remove_second_factors        * x
accounts:reopen                       * x
accounts:revoke                       * x
accounts:start_acting                 * nnnn
accounts:stop_acting                  * y
cancel_job                            * nnnn
choose_columns                        * yyyy
classes:new_plan                      * x
costs:case_appeal             ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
costs:case_cost               ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
costs:case_council            ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
costs:case_decide             x    ynny x    x    x    x    x    x    x    x    x    x    x    x
costs:case_meeting            ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
costs:case_pay                ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
costs:commit                          * x
costs:commit_plan                     * x
costs:correct                         * x
costs:new_commitment          y    x    y    x    x    x    x    x    x    x    x    x    x    y
costs:new_commitment_rule             * x
costs:new_compensation_rule           * x
costs:new_estimate                    * x
costs:new_norm                        * x
costs:open_case               ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
costs:pay                             * x
delete_filter                         * nnnn
documents:change              ynny x    x    ynny x    x    x    x    x    x    x    x    x    x
documents:drop                ynny x    x    ynny x    x    x    x    x    x    x    x    x    x
documents:link                ynny x    x    ynny x    x    x    x    x    x    x    x    x    x
documents:new                 y    x    x    y    x    x    x    x    x    x    x    x    x    x
documents:new_signer                  * x
documents:new_template                * x
documents:number              x    ynny x    x    x    x    x    x    x    x    x    x    x    x
documents:scan                ynny x    x    ynny x    x    x    x    x    x    x    x    x    x
documents:stop_signer                 * x
intake:again                  ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
intake:correct                nnnn x    nnnn x    x    x    x    x    x    x    x    x    x    nnnn
intake:decide                 nnnn x    nnnn x    x    x    x    x    x    x    x    x    x    nnnn
intake:decide_pair            ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
intake:drop                   ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
intake:forget_form            ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
intake:imports                y    x    y    x    x    x    x    x    x    x    x    x    x    y
intake:layout                 nnnn x    nnnn x    x    x    x    x    x    x    x    x    x    nnnn
intake:merge                  ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
intake:people_pairs           n    x    n    x    x    x    x    x    x    x    x    x    x    n
intake:returned               ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
intake:store                  ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
intake:undo                   ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
intake:undo_merge             ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
mfa_activate_totp                     * y
mfa_add_webauthn                      * y
mfa_deactivate_totp                   * n
mfa_edit_webauthn                     * yyyy
mfa_generate_recovery_codes           * y
mfa_remove_webauthn                   * yyyy
notices:preferences                   * y
notices:read_all                      * y
privacy:consent                       * x
privacy:erase                         * x
privacy:export                ynny x    x    x    x    x    ynnn x    x    x    x    x    x    x
privacy:retention                     * x
privacy:reveal                ynny x    ynny x    x    x    ynnn x    x    x    ynny x    x    ynny
privacy:sensitive             ynny x    ynny x    x    x    ynnn x    x    x    ynny x    x    ynny
privacy:withdraw                      * x
reports:export_people         y    y    y    y    x    x    x    x    x    y    y    x    x    y
reports:return_column                 * x
reports:return_column_move            * x
reports:return_column_new             * x
reports:return_column_remove          * x
reports:return_copy                   * x
reports:return_edit                   * x
retry_job                             * nnnn
save_filter                           * yyyy
replanning:add                        * x
replanning:choose             nnnn nnnn nnnn nnnn nnnn x    x    x    x    nnnn nnnn x    x    nnnn
replanning:compute                    * x
replanning:new                        * x
replanning:undo                       * x
scenarios:add                         * x
scenarios:adopt                       * x
scenarios:archive                     * x
scenarios:compute                     * x
scenarios:copy                        * x
scenarios:new                         * x
scenarios:reopen                      * x
scenarios:undo                        * x
sending:add_need              ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
sending:answer_comment                * x
sending:answer_survey         ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
sending:approve_exception     x    ynny x    x    x    x    x    x    x    x    x    x    x    x
sending:approve_plan                  * x
sending:attach_plan                   * x
sending:change_nomination     ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
sending:change_quotas                 * x
sending:comment_plan          ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
sending:copy_round                    * x
sending:decision_amend                * x
sending:decision_cancel               * x
sending:decision_draft                * x
sending:decision_words_change         * x
sending:extend_deadline               * x
sending:finish_step                   * x
sending:finish_task           ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
sending:issue_quotas                  * x
sending:new_round                     * x
sending:nominate              yyyy x    yyyy x    x    x    x    x    x    x    x    x    x    yyyy
sending:nominate_list         yyyy x    yyyy x    x    x    x    x    x    x    x    x    x    yyyy
sending:nominate_planned      yyyy x    yyyy x    x    x    x    x    x    x    x    x    x    yyyy
sending:open_step                     * x
sending:refresh_survey                * x
sending:refuse_plan                   * x
sending:reopen_step                   * x
sending:report_joined         ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
sending:round_step                    * x
sending:rule_refusal                  * x
sending:select                        * x
sending:submit_nominations    yyyy x    yyyy x    x    x    x    x    x    x    x    x    x    yyyy
sending:take_back             ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
sending:undo_answers          ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
sending:upload                        * x
sending:upload_survey         ynny x    ynny x    x    x    x    x    x    x    x    x    x    ynny
"""

WRITTEN_OVER_PROVINCE = """
                              PO   AP   AO   AC   DE   LE   LN   CE   AS   LD   AU   AD
account_change_password               * y
account_set_password                  * y
accounts:change               x    x    x    x    x    x    x    x    x    x    x    yy
accounts:close                x    x    x    x    x    x    x    x    x    x    x    yy
accounts:delegate                     * y
accounts:end_delegation       nn   nn   nn   nn   nn   nn   nn   nn   nn   nn   x    yy
accounts:end_other_sessions           * y
accounts:end_session                  * nn
accounts:grant                x    x    x    x    x    x    x    x    x    x    x    yy
accounts:lift_lockout         x    x    x    x    x    x    x    x    x    x    x    yy
accounts:make_link            x    x    x    x    x    x    x    x    x    x    x    yy
accounts:new                  x    x    x    x    x    x    x    x    x    x    x    y
accounts:remove_second_factors x    x    x    x    x    x    x    x    x    x    x    yy
accounts:reopen               x    x    x    x    x    x    x    x    x    x    x    yy
accounts:revoke               x    x    x    x    x    x    x    x    x    x    x    yy
accounts:start_acting         nn   nn   nn   nn   nn   nn   nn   nn   nn   nn   x    x
accounts:stop_acting                  * y
cancel_job                    yy   nn   nn   nn   nn   nn   nn   nn   nn   nn   x    yy
choose_columns                        * yy
classes:new_plan              y    x    x    x    x    x    x    x    x    x    x    x
costs:case_appeal             yy   x    yy   x    x    x    x    x    x    x    x    x
costs:case_cost               yy   x    yy   x    x    x    x    x    x    x    x    x
costs:case_council            yy   x    yy   x    x    x    x    x    x    x    x    x
costs:case_decide             x    yy   x    x    x    x    x    x    x    x    x    x
costs:case_meeting            yy   x    yy   x    x    x    x    x    x    x    x    x
costs:case_pay                yy   x    yy   x    x    x    x    x    x    x    x    x
costs:commit                  yy   x    x    x    x    x    x    x    x    x    x    x
costs:commit_plan             y    x    x    x    x    x    x    x    x    x    x    x
costs:correct                 yy   x    x    x    x    x    x    x    x    x    x    x
costs:new_commitment          y    x    y    x    x    x    x    x    x    x    x    x
costs:new_commitment_rule     y    x    x    x    x    x    x    x    x    x    x    x
costs:new_compensation_rule   y    x    x    x    x    x    x    x    x    x    x    x
costs:new_estimate            y    x    x    x    x    x    x    x    x    x    x    x
costs:new_norm                y    x    x    x    x    x    x    x    x    x    x    x
costs:open_case               yy   x    yy   x    x    x    x    x    x    x    x    x
costs:pay                     yy   x    x    x    x    x    x    x    x    x    x    x
delete_filter                         * nn
documents:change              yy   x    x    yy   x    x    x    x    x    x    x    x
documents:drop                yy   x    x    yy   x    x    x    x    x    x    x    x
documents:link                yy   x    x    yy   x    x    x    x    x    x    x    x
documents:new                 y    x    x    y    x    x    x    x    x    x    x    x
documents:new_signer          yy   x    x    x    x    x    x    x    x    x    x    x
documents:new_template        y    x    x    x    x    x    x    x    x    x    x    x
documents:number              x    yy   x    x    x    x    x    x    x    x    x    x
documents:scan                yy   x    x    yy   x    x    x    x    x    x    x    x
documents:stop_signer         yy   x    x    x    x    x    x    x    x    x    x    x
intake:again                  yy   x    yy   x    x    x    x    x    x    x    x    x
intake:correct                nn   x    nn   x    x    x    x    x    x    x    x    x
intake:decide                 nn   x    nn   x    x    x    x    x    x    x    x    x
intake:decide_pair            yy   x    yy   x    x    x    x    x    x    x    x    x
intake:drop                   yy   x    yy   x    x    x    x    x    x    x    x    x
intake:forget_form            yy   x    yy   x    x    x    x    x    x    x    x    x
intake:imports                y    x    y    x    x    x    x    x    x    x    x    x
intake:layout                 nn   x    nn   x    x    x    x    x    x    x    x    x
intake:merge                  yy   x    yy   x    x    x    x    x    x    x    x    x
intake:people_pairs           n    x    n    x    x    x    x    x    x    x    x    x
intake:returned               yy   x    yy   x    x    x    x    x    x    x    x    x
intake:store                  yy   x    yy   x    x    x    x    x    x    x    x    x
intake:undo                   yy   x    yy   x    x    x    x    x    x    x    x    x
intake:undo_merge             yy   x    yy   x    x    x    x    x    x    x    x    x
mfa_activate_totp                     * y
mfa_add_webauthn                      * y
mfa_deactivate_totp                   * n
mfa_edit_webauthn                     * yy
mfa_generate_recovery_codes           * y
mfa_remove_webauthn                   * yy
notices:preferences                   * y
notices:read_all                      * y
privacy:consent               yy   x    x    x    x    x    x    x    x    x    x    x
privacy:erase                 yy   x    x    x    x    x    x    x    x    x    x    x
privacy:export                yy   x    x    x    x    x    nn   x    x    x    x    x
privacy:retention             yy   x    x    x    x    x    x    x    x    x    x    x
privacy:reveal                yy   x    yy   x    x    x    nn   x    x    x    yy   x
privacy:sensitive             yy   x    yy   x    x    x    nn   x    x    x    yy   x
privacy:withdraw              yy   x    x    x    x    x    x    x    x    x    x    x
reports:export_people         y    y    y    y    x    x    x    x    x    y    y    x
reports:return_column         yy   x    x    x    x    x    x    x    x    x    x    x
reports:return_column_move    yy   x    x    x    x    x    x    x    x    x    x    x
reports:return_column_new     yy   x    x    x    x    x    x    x    x    x    x    x
reports:return_column_remove  yy   x    x    x    x    x    x    x    x    x    x    x
reports:return_copy           yy   x    x    x    x    x    x    x    x    x    x    x
reports:return_edit           yy   x    x    x    x    x    x    x    x    x    x    x
retry_job                     x    nn   nn   nn   nn   nn   nn   nn   nn   nn   x    yy
save_filter                           * yy
replanning:add              yy   x    x    x    x    x    x    x    x    x    x    x
replanning:choose           yy   x    x    nn   nn   x    x    x    x    x    x    x
replanning:compute          yy   x    x    x    x    x    x    x    x    x    x    x
replanning:new              y    x    x    x    x    x    x    x    x    x    x    x
replanning:undo             nn   x    x    x    x    x    x    x    x    x    x    x
scenarios:add                 yy   x    x    x    x    x    x    x    x    x    x    x
scenarios:adopt               x    yy   x    x    x    x    x    x    x    x    x    x
scenarios:archive             yy   x    x    x    x    x    x    x    x    x    x    x
scenarios:compute             yy   x    x    x    x    x    x    x    x    x    x    x
scenarios:copy                yy   x    x    x    x    x    x    x    x    x    x    x
scenarios:new                 y    x    x    x    x    x    x    x    x    x    x    x
scenarios:reopen              yy   x    x    x    x    x    x    x    x    x    x    x
scenarios:undo                yy   x    x    x    x    x    x    x    x    x    x    x
sending:add_need              yy   x    yy   x    x    x    x    x    x    x    x    x
sending:answer_comment        yy   x    x    x    x    x    x    x    x    x    x    x
sending:answer_survey         yy   x    yy   x    x    x    x    x    x    x    x    x
sending:approve_exception     x    yy   x    x    x    x    x    x    x    x    x    x
sending:approve_plan          x    yy   x    x    x    x    x    x    x    x    x    x
sending:attach_plan           yy   x    x    x    x    x    x    x    x    x    x    x
sending:change_nomination     yy   x    yy   x    x    x    x    x    x    x    x    x
sending:change_quotas         nn   x    x    x    x    x    x    x    x    x    x    x
sending:comment_plan          yy   x    yy   x    x    x    x    x    x    x    x    x
sending:copy_round            yy   x    x    x    x    x    x    x    x    x    x    x
sending:decision_amend        yy   x    x    x    x    x    x    x    x    x    x    x
sending:decision_cancel       yy   x    x    x    x    x    x    x    x    x    x    x
sending:decision_draft        yy   x    x    x    x    x    x    x    x    x    x    x
sending:decision_words_change yy   x    x    x    x    x    x    x    x    x    x    x
sending:extend_deadline       yy   x    x    x    x    x    x    x    x    x    x    x
sending:finish_step           yy   x    x    x    x    x    x    x    x    x    x    x
sending:finish_task           yy   x    yy   x    x    x    x    x    x    x    x    x
sending:issue_quotas          yy   x    x    x    x    x    x    x    x    x    x    x
sending:new_round             y    x    x    x    x    x    x    x    x    x    x    x
sending:nominate              yy   x    yy   x    x    x    x    x    x    x    x    x
sending:nominate_list         yy   x    yy   x    x    x    x    x    x    x    x    x
sending:nominate_planned      yy   x    yy   x    x    x    x    x    x    x    x    x
sending:open_step             yy   x    x    x    x    x    x    x    x    x    x    x
sending:refresh_survey        yy   x    x    x    x    x    x    x    x    x    x    x
sending:refuse_plan           x    yy   x    x    x    x    x    x    x    x    x    x
sending:reopen_step           yy   x    x    x    x    x    x    x    x    x    x    x
sending:report_joined         yy   x    yy   x    x    x    x    x    x    x    x    x
sending:round_step            yy   x    x    x    x    x    x    x    x    x    x    x
sending:rule_refusal          yy   x    x    x    x    x    x    x    x    x    x    x
sending:select                yy   x    x    x    x    x    x    x    x    x    x    x
sending:submit_nominations    yy   x    yy   x    x    x    x    x    x    x    x    x
sending:take_back             yy   x    yy   x    x    x    x    x    x    x    x    x
sending:undo_answers          yy   x    yy   x    x    x    x    x    x    x    x    x
sending:upload                y    x    x    x    x    x    x    x    x    x    x    x
sending:upload_survey         yy   x    yy   x    x    x    x    x    x    x    x    x
"""

_LEARNERS = "H:own,sibling,parent,child"
NAMED = {
    "PO": "own,child",
    "AP": "own,child",
    "AO": "own,child",
    "AC": _LEARNERS,
    "DE": _LEARNERS,
    "LE": "H:own,sibling",
    "LN": "H:own",
    "CE": "-",
    "AS": "-",
    "LD": "own,child",
    "AU": "own,child",
    "AD": "-",
    "NO": "H:own",  # their own code, in the address of what is kept of them
    "DG": "own,child",
}
"""Of whom somebody with a role in the own unit may read, wherever: «H:» are those in a class."""

NAMED_OVER_PROVINCE = {
    "PO": "all",
    "AP": "all",
    "AO": "all",
    "AC": _LEARNERS,
    "DE": _LEARNERS,
    "LE": "H:own,sibling",
    "LN": "H:own",
    "CE": "-",
    "AS": "-",
    "LD": "all",
    "AU": "all",
    "AD": "-",
}
