;;; typing.el --- Typed in a real Emacs: a grant to ICE, what is underlined, the fix, save  -*- lexical-binding: t -*-
;; Writes a line for each thing that it saw into the file LSP_SAID.  The settings are loaded before.
;; Between two steps Emacs is idle, as it is between two keys: then it tells the server what changed.

(require 'json)
(require 'seq)

(defun say (name value)
  (write-region (concat (json-encode (list name value)) "\n") nil (getenv "LSP_SAID") t 'silent))

(defun errors ()
  "Each error that is underlined, as its words and its line."
  (mapcar (lambda (one)
            (list (flymake-diagnostic-text one)
                  (line-number-at-pos (flymake-diagnostic-beg one))))
          (seq-filter (lambda (one) (memq (flymake-diagnostic-type one) '(eglot-error :error)))
                      (flymake-diagnostics))))

(defun first-choice (_prompt choices &rest _)
  "Answer a question as a person does who takes the first that is offered."
  (let ((one (car choices)))
    (say "offered" (mapcar (lambda (each) (if (consp each) (car each) each)) choices))
    (if (consp one) (car one) one)))

(defvar steps
  (list
   (list (lambda () t) (lambda () (execute-kbd-macro (kbd "C-n"))))
   (list (lambda () (and (eglot-current-server) (flymake-diagnostics)))
         (lambda ()
           (say "before" (errors))
           (goto-char (point-min))
           (re-search-forward "^  grants:\n")
           (insert "    - to: us/ice\n      mode: standing\n")))
   (list #'errors
         (lambda ()
           (say "typed" (errors))
           (goto-char (point-min))
           (re-search-forward "to: us/i")
           (say "grant" (line-number-at-pos))
           (let ((completing-read-function #'first-choice)
                 (last-nonmenu-event ?a))
             (call-interactively #'eglot-code-actions))))
   (list (lambda () (not (errors)))
         (lambda ()
           (save-buffer)
           (say "saved" (errors))
           (eglot-shutdown (eglot-current-server))
           (kill-emacs 0))))
  "What is waited for, and what is done then.")

(defun look ()
  "Take the next step if its time has come."
  (condition-case what
      (when (funcall (caar steps))
        (funcall (cadr (pop steps))))
    (error (say "failed" (error-message-string what))
           (kill-emacs 1))))

(run-with-timer 0.1 0.1 #'look)
;;; typing.el ends here
